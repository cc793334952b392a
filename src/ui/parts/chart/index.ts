import './chart.css'

export { downloadFile } from '../download'
export { VegaChart, type VegaChartProps } from './VegaChart'

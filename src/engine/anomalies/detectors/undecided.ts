/**
 * The confidence of a contradiction between two cells where nothing says which is at fault: of the cells told at most one in two is wrong,
 * so that none of them is likelier wrong than right.
 */
export const UNDECIDED = 0.45

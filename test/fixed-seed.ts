import fc from 'fast-check'

/** Property tests try the same cases at each run: `CHANTIER_SEED` tries others. */
fc.configureGlobal({ seed: Number(process.env.CHANTIER_SEED ?? 20_261_125) })

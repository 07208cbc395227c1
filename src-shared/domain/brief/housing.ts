/** What one system takes of a site. */
export interface Taken {
  /** IT watts provisioned. Null: unknown. */
  readonly systemPower: number | null
  /** Racks; below 1: several share one. Null: nobody says what a rack may take. */
  readonly racksPerSystem: number | null
}

/** A quotient this little beside a whole number is that number. */
const ROUNDING = 1e-9

/**
 * Racks that one system takes by its power: as many share one as it feeds, or one system spreads over whole racks.
 * @param watts provisioned of one system @param powerPerRack watts a rack may take
 * @returns null: one of them is unknown
 */
export function racksPerSystem(watts: number, powerPerRack: number | null): number | null {
  if (powerPerRack === null || !(watts > 0)) return null
  const inRack = Math.floor((powerPerRack / watts) * (1 + ROUNDING))
  return inRack >= 1 ? 1 / inRack : Math.ceil(watts / powerPerRack)
}

/** IT watts of so many systems. Null: unknown. */
export function powerOf(systems: number, { systemPower }: Taken): number | null {
  return systemPower === null ? null : systems * systemPower
}

/** Whole racks that so many systems take. Null: unknown. */
export function racksOf(systems: number, taken: Taken): number | null {
  return taken.racksPerSystem === null ? null : Math.ceil(systems * taken.racksPerSystem * (1 - ROUNDING))
}

/** Whole systems that so many watts feed. Null: nobody knows what one takes. */
export function systemsInPower(watts: number, { systemPower }: Taken): number | null {
  return systemPower === null || !(systemPower > 0) ? null : Math.floor((watts / systemPower) * (1 + ROUNDING))
}

/** Whole systems that stand in so many racks. Null: nobody knows what one takes. */
export function systemsInRacks(racks: number, taken: Taken): number | null {
  return taken.racksPerSystem === null ? null : Math.floor((racks / taken.racksPerSystem) * (1 + ROUNDING))
}

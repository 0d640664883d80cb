/** Which node attributes hold coordinates, by their names. Pure. */

const axes = ['x', 'y|depth', 'z'] as const

/** `x`, `soma_x`, `x_um`, `pos_x_nm`, or `depth` for y; without z two will do. Null: there are none that belong together.
 *  @param attributes names and types of a host's node attributes */
export function coordinatesAmong(attributes: Record<string, string>): string[] | null {
  const numeric = Object.keys(attributes).filter((name) => attributes[name] === 'number')
  const found = new Map<string, string[]>()
  axes.forEach((axis, at) => {
    const isAxis = new RegExp(`^(.*[_.])?(${axis})([_.].*)?$`, 'i')
    for (const name of numeric) {
      const [whole, before = '', , after = ''] = isAxis.exec(name) ?? []
      if (whole === undefined) continue
      const key = `${before}|${after}`
      const set = found.get(key) ?? []
      if (set.length === at) found.set(key, [...set, name])
    }
  })
  const sets = [...found.values()].filter(({ length }) => length >= 2)
  return sets.find(({ length }) => length === 3) ?? sets[0] ?? null
}

/** Turns `*.peggy` imports into parser modules while building, so that no generated code is committed. */
import peggy from 'peggy'
import type { Plugin } from 'vite'

/** A Vite plugin that compiles a peggy grammar to an ES module exporting `parse` and `SyntaxError`.
 *  Every rule named with a capital first letter plus the first rule may be used as `startRule`. */
export function peggyPlugin(): Plugin {
  return {
    name: 'motifscope:peggy',
    transform(source, id) {
      if (!id.endsWith('.peggy')) return null
      const parser = peggy.generate(source, {
        grammarSource: id,
        output: 'source-and-map',
        format: 'es',
        allowedStartRules: ['*'],
      })
      const { code, map } = parser.toStringWithSourceMap()
      return { code, map: JSON.parse(map.toString()) }
    },
  }
}

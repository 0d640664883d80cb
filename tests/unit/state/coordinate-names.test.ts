/** Coordinates are found by their names, and only those that belong together. */
import { expect, it } from 'vitest'
import { coordinatesAmong } from '../../../src/state/coordinate-names'

const numbers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'number']))

it.each([
  [numbers('x', 'y', 'z', 'size'), ['x', 'y', 'z']],
  [numbers('soma_x', 'soma_y', 'soma_z'), ['soma_x', 'soma_y', 'soma_z']],
  [numbers('x_um', 'depth_um', 'z_um'), ['x_um', 'depth_um', 'z_um']],
  [numbers('x', 'y'), ['x', 'y']],
  [numbers('x', 'y', 'soma_x', 'soma_y', 'soma_z'), ['soma_x', 'soma_y', 'soma_z']],
  [numbers('x', 'soma_y', 'pos_z'), null],
  [{ x: 'string', y: 'string', z: 'string' }, null],
  [numbers('x', 'matrix', 'type'), null],
  [{}, null],
])('of %o are %o', (attributes, found) => expect(coordinatesAmong(attributes)).toEqual(found))

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { unpackPackage } from '../unpackPackage.mjs';
import { installOnce } from '../installOnce.mjs';

/** The path of a Node of that major version: the running one, or one that comes as an npm package. */
export async function ensureNode(major) {
  if (Number(process.versions.node.split('.')[0]) === major) {
    return process.execPath;
  }
  const folder = await installOnce(`node-${major}`, `Node ${major}`, async (target, progress) => {
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
    progress(`downloading ${name}@${major}`);
    await unpackPackage(`${name}@${major}`, target, [join('package', 'bin')]);
  });
  const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary)) {
    throw new Error(`${folder} holds no Node binary; delete that folder and try again.`);
  }
  return binary;
}

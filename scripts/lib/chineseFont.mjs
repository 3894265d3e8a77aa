import { existsSync } from 'node:fs';
import { canInstallPackages, installPackages } from './debianPackages.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/** The smallest of Debian's packages that has every Chinese sign: 1.6 MB. */
export const chineseFont = 'fonts-wqy-microhei';

/** Pictures of a window that speaks Chinese show boxes without such a font. Missing it is no failure: no test reads pictures. */
export async function ensureChineseFont() {
  if (!canInstallPackages || (await hasChineseFont())) {
    return;
  }
  await step('Chinese font', progress => installPackages([chineseFont], progress)).catch(error => {
    console.log(`Chinese font: there is none, and pictures in Chinese show boxes. ${error.message}`);
  });
}

async function hasChineseFont() {
  // A machine without fontconfig's programs has no list to look into.
  const listed = await run('fc-list', [':lang=zh', 'family']).catch(() => '');
  return listed.trim() !== '' || existsSync('/usr/share/fonts/truetype/wqy/wqy-microhei.ttc');
}

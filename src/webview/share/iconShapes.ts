import code from '@vscode/codicons/src/icons/code.svg';
import cutOff from '@vscode/codicons/src/icons/debug-disconnect.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import globe from '@vscode/codicons/src/icons/globe.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import watch from '@vscode/codicons/src/icons/watch.svg';
import { codicons, type CodiconName } from '../icons';

/** Edge of the square in which a codicon is drawn. In the font it stands on the baseline and is as high as the text. */
export const iconSize = 16;

/** The icons that the figure shows, as the drawings that the codicon font is made from. test/webview looks for one that is missing. */
const drawings: Readonly<Partial<Record<CodiconName, string>>> = {
  code,
  'debug-disconnect': cutOff,
  error,
  globe,
  info,
  pass,
  warning,
  watch,
};

/** The paths of a codicon by its character in the font. */
export function iconPaths(character: string): readonly SVGPathElement[] {
  const name = (Object.keys(drawings) as CodiconName[]).find(key => codicons[key] === character);
  const drawing = name && drawings[name];
  if (drawing === undefined) {
    return [];
  }
  return [...new DOMParser().parseFromString(drawing, 'image/svg+xml').querySelectorAll('path')];
}

import type { FindingSeverity } from '../../core/checks/finding';
import type { Face } from '../tree/face';

/** The icons and colours that VS Code gives problems: shape and colour both tell. */
export const severityIcons: Readonly<Record<FindingSeverity, Pick<Face, 'icon' | 'color'>>> = {
  error: { icon: 'error', color: 'list.errorForeground' },
  warning: { icon: 'warning', color: 'list.warningForeground' },
  info: { icon: 'info', color: 'notificationsInfoIcon.foreground' },
};

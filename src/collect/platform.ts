import type { Platform } from './collector';
import { openPlatform as openLinux } from './linux/platform';

const platforms: Partial<Record<NodeJS.Platform, () => Platform>> = {
  linux: openLinux,
};

/** What this machine's operating system offers; undefined where there is no collector for it yet. */
export function openPlatform(name: NodeJS.Platform): Platform | undefined {
  return platforms[name]?.();
}

import { CollectorError, type Platform } from './collector';

/** Stands in on a platform without a collector, so that its users read why there is nothing rather than an empty view. */
export function unsupportedPlatform(name: string): Platform {
  return {
    openCollector: () => {
      throw new CollectorError('unsupported-platform', name);
    },
    processes: { update: () => [], ownersOf: () => [], whyNone: () => 'not-resolved', find: () => undefined },
    readSystem: () => ({ sysctls: {}, counters: {} }),
  };
}

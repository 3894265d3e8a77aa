import type { NamespaceIdentity } from '../../core/system/namespaceInfo';

/** Digits of a container's id that its runtime shows. */
const idDigits = 12;

/** What tells it from all others: docker 3f2a9c1b7d0e, the name that `ip netns` gave, or its oldest process. */
export function namespaceName({ container, name, process }: NamespaceIdentity): string {
  if (container !== undefined) {
    const { runtime, id } = container;
    return `${runtime} ${/^[0-9a-f]{64}$/.test(id) ? id.slice(0, idDigits) : id}`;
  }
  return name === undefined ? processText(process) : `netns ${name}`;
}

export function processText({ name, pid }: NamespaceIdentity['process']): string {
  return `${name} ${pid}`;
}

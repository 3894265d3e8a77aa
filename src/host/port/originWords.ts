import * as vscode from 'vscode';
import type { Container, GitCheckout, ProcessOrigin } from '../../core/system/processOrigin';
import type { EvidenceLine } from './evidenceLine';
import type { Starter } from './starters';
import { listed } from '../words/joinedTexts';

/** Digits of a container's id or a commit that people and tools use. */
const containerDigits = 12;
const commitDigits = 8;

/** Ancestors that a line has room for; the first process is always named. */
const mostAncestors = 5;

/** Where a process that holds the port comes from, a line for each thing that is known. */
export function originLines(origin: ProcessOrigin, starters: readonly Starter[]): EvidenceLine[] {
  const { workingDirectory, git, container, unit } = origin;
  return [
    // First the one that names the process: in the others it is 'it'.
    ...parentLine(origin),
    ...starters.map(starterLine),
    ...(workingDirectory === undefined
      ? []
      : [measured('folder', vscode.l10n.t('It runs in the directory {0}', workingDirectory))]),
    ...(git ? [measured('git-branch', gitSentence(git))] : []),
    ...(container ? [measured('package', vscode.l10n.t('It runs in {0}', containerName(container)))] : []),
    ...(unit === undefined
      ? []
      : [measured('server-process', vscode.l10n.t('It belongs to the systemd unit {0}', unit))]),
  ];
}

/** ' in terminal "zsh", branch main, /work/app': the end of the first line's sentence. */
export function originSummary(
  { workingDirectory, git, container, unit }: ProcessOrigin,
  [starter]: readonly Starter[],
): string {
  const parts = [
    starter && starterName(starter),
    container && containerName(container),
    unit,
    git && branchName(git),
    workingDirectory,
  ];
  return listed(parts.filter(part => part !== undefined));
}

export function processName({ name, pid }: { name: string; pid: number }): string {
  return `${name} (${pid})`;
}

export function containerName({ runtime, id }: Container): string {
  const short = /^[0-9a-f]{64}$/.test(id) ? id.slice(0, containerDigits) : id;
  return vscode.l10n.t('{0} container {1}', runtime, short);
}

function measured(icon: string, text: string): EvidenceLine {
  return { icon, text, confidence: 'measured' };
}

function starterName(starter: Starter): string | undefined {
  switch (starter.kind) {
    case 'terminal':
      return vscode.l10n.t('in terminal "{0}"', starter.terminal.name);
    case 'task':
      return vscode.l10n.t('in task "{0}"', starter.execution.task.name);
    case 'debug':
      return vscode.l10n.t('in debug session "{0}"', starter.session.name);
    case 'extension-host':
      return undefined;
  }
}

function starterLine(starter: Starter): EvidenceLine {
  switch (starter.kind) {
    case 'terminal':
      return measured('terminal', vscode.l10n.t('It was started in the terminal "{0}"', starter.terminal.name));
    case 'task':
      return measured('tools', vscode.l10n.t('It was started by the task "{0}"', starter.execution.task.name));
    case 'debug':
      return measured('debug-alt', vscode.l10n.t('It runs in the debug session "{0}"', starter.session.name));
    case 'extension-host':
      return {
        icon: 'extensions',
        text: vscode.l10n.t('An extension of this window started it, perhaps a debugger'),
        confidence: 'inferred',
      };
  }
}

/** The parent, and the way up to the first process. */
function parentLine({ ancestors, ...process }: ProcessOrigin): EvidenceLine[] {
  const [parent] = ancestors;
  if (parent === undefined) {
    return [];
  }
  const names = ancestors.map(processName);
  const shown =
    names.length <= mostAncestors ? names : [...names.slice(0, mostAncestors - 1), '…', names[names.length - 1]!];
  const text = vscode.l10n.t('{0} was started by {1}', processName(process), processName(parent));
  return [
    {
      ...measured('type-hierarchy-super', text),
      ...(ancestors.length > 1 && { detail: [processName(process), ...shown].join(' ← ') }),
    },
  ];
}

function branchName({ branch, commit }: GitCheckout): string | undefined {
  if (branch !== undefined) {
    return vscode.l10n.t('branch {0}', branch);
  }
  return commit === undefined ? undefined : vscode.l10n.t('commit {0}', commit.slice(0, commitDigits));
}

function gitSentence({ root, branch, commit }: GitCheckout): string {
  if (branch !== undefined) {
    return vscode.l10n.t('The repository {0} is on branch {1}', root, branch);
  }
  return commit === undefined
    ? vscode.l10n.t('It lies in the repository {0}', root)
    : vscode.l10n.t('The repository {0} is at commit {1}, on no branch', root, commit.slice(0, commitDigits));
}

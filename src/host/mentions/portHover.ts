import * as vscode from 'vscode';
import { findEndpoints, isLocalHost } from '../../core/mentions/endpoints';
import type { PortMention } from '../../core/mentions/portNumber';
import { sourceKindOf } from '../../core/mentions/sourceKind';
import type { PortSummary } from '../../core/sockets/portSummary';
import { escapeMarkdown } from '../markdown';
import { commandIds } from '../ids';
import type { Services } from '../services';
import { endpointText } from '../tree/endpointText';
import { countText } from '../tree/quantityText';
import { withPatience } from '../withPatience';
import type { DocumentPorts } from './documentPorts';
import { addressText, processText, stateCountsText } from './portWords';
import { windowScopes } from './windowScopes';
import { inOneLine, listed } from '../words/joinedTexts';

/** How long a hover waits for the sockets. */
const patienceMs = 500;
/** Characters on either side of the pointer that are looked at, so that a minified file costs nothing. */
const reach = 300;

/** A port under the pointer; with the host where the text names one. */
type Pointed = PortMention & { readonly host?: string };

/** What a port in a text is doing now, here or from here; undefined where none is under the pointer. */
export async function portHover(
  { model, scopes, ports }: Pick<Services, 'model' | 'scopes'> & { readonly ports: DocumentPorts },
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const pointed = endpointAt(document, position) ?? serverPortAt(ports, document, position);
  if (pointed === undefined) {
    return undefined;
  }
  const answer = await withPatience(model.portSummaries([pointed.port], windowScopes(scopes)), patienceMs);
  const range = new vscode.Range(document.positionAt(pointed.start), document.positionAt(pointed.end));
  return new vscode.Hover(hoverText(pointed, answer?.[0]), range);
}

function endpointAt(document: vscode.TextDocument, { line, character }: vscode.Position): Pointed | undefined {
  const { text, range } = document.lineAt(line);
  const from = Math.max(0, character - reach);
  const found = findEndpoints(text.slice(from, character + reach)).find(
    ({ start, end }) => start + from <= character && character <= end + from,
  );
  const shift = document.offsetAt(range.start) + from;
  return (
    found && {
      ...found,
      start: found.start + shift,
      end: found.end + shift,
      ...(isLocalHost(found.host) && isOfContainers(document) && { inContainer: true }),
    }
  );
}

/** What such a file calls localhost is a container. */
function isOfContainers({ languageId, uri }: vscode.TextDocument): boolean {
  const kind = sourceKindOf(languageId, uri.path);
  return kind === 'dockerfile' || kind === 'compose';
}

function serverPortAt(
  ports: DocumentPorts,
  document: vscode.TextDocument,
  position: vscode.Position,
): Pointed | undefined {
  const offset = document.offsetAt(position);
  return ports.in(document).find(({ start, end }) => start <= offset && offset <= end);
}

function hoverText({ host, port, inContainer }: Pointed, summary: PortSummary | undefined): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: [commandIds.checkPort] };
  const isHere = host === undefined || isLocalHost(host);
  const link = `[${vscode.l10n.t('Check port {0} of this machine', String(port))}](command:${commandIds.checkPort}?${encodeURIComponent(JSON.stringify([port]))})`;
  const lines =
    summary === undefined ? [vscode.l10n.t('The sockets could not be read in time.')] : factsOf(summary, isHere);
  const container =
    inContainer === true
      ? [
          vscode.l10n.t(
            'In the container it is port {0}; this machine has that port only if it is published.',
            String(port),
          ),
        ]
      : [];
  return markdown.appendMarkdown([...container, `**${titleOf(host, port, isHere)}**`, ...lines, link].join('\n\n'));
}

function titleOf(host: string | undefined, port: number, isHere: boolean): string {
  return isHere || host === undefined
    ? vscode.l10n.t('Port {0} of this machine', String(port))
    : vscode.l10n.t('Port {0} of {1}', String(port), escapeMarkdown(host));
}

function factsOf({ port, listeners, served, opened }: PortSummary, isHere: boolean): string[] {
  const here = isHere
    ? [
        ...listeners.map(({ processes, waiting, backlogLimit, ...listener }) => {
          const address = addressText({ processes, waiting, ...listener });
          const where = escapeMarkdown(endpointText({ address, port }));
          const names = listed(processes.map(one => escapeMarkdown(processText(one))));
          const who =
            names === ''
              ? vscode.l10n.t('An unnamed process listens on {0}.', where)
              : vscode.l10n.t('{0} listens on {1}.', names, where);
          return backlogLimit === undefined
            ? who
            : inOneLine([
                who,
                vscode.l10n.t('{0} of {1} connections wait for accept().', countText(waiting), countText(backlogLimit)),
              ]);
        }),
        ...(listeners.length === 0 ? [vscode.l10n.t('Nobody listens here.')] : []),
        ...sentence(served, counts => vscode.l10n.t('Its sockets: {0}', counts)),
      ]
    : [];
  const from = sentence(opened, counts =>
    vscode.l10n.t('Connections from this machine to any port {0}: {1}', String(port), counts),
  );
  return here.length > 0 || from.length > 0
    ? [...here, ...from]
    : [vscode.l10n.t('This machine has no connection to any port {0}.', String(port))];
}

function sentence(counts: PortSummary['served'], say: (counts: string) => string): string[] {
  const text = stateCountsText(counts);
  return text === '' ? [] : [say(text)];
}

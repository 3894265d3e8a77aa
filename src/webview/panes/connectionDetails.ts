import { html, type TemplateResult } from 'lit';
import type { SocketDetails } from '../../core/sockets/socketDetails';
import type { Answer, View } from '../view';
import type { Words } from '../words';

/** struct tcp_info in a developer's words; what this kernel does not report is left out. */
export function connectionDetails(answer: Answer<SocketDetails | undefined>, { words }: View): TemplateResult {
  if (answer.status === 'waiting') {
    return html`<p class="hint">${words.t('Asking the kernel …')}</p>`;
  }
  const details = answer.status === 'here' ? answer.value : undefined;
  if (details === undefined) {
    return html`<p class="hint">${words.t('The kernel tells nothing more about this connection.')}</p>`;
  }
  return html`<dl class="details">
    ${factsOf(details, words).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function factsOf(details: SocketDetails, words: Words): [name: string, value: string][] {
  const fact = (name: string, value: number | undefined, format: (value: number) => string): [string, string][] =>
    value === undefined ? [] : [[name, format(value)]];
  const micro = (value: number) => words.duration(value / 1_000);
  const ago = (value: number) => words.t('{0} ago', words.age(value));
  const count = (value: number) => words.number(value);
  const bytes = (value: number) => words.bytes(value);
  return [
    ...fact(words.t('Round trip'), details.rttMicroseconds, micro),
    ...fact(words.t('Fastest round trip'), details.minRttMicroseconds, micro),
    ...fact(words.t('Last data sent'), details.lastDataSentMs, ago),
    ...fact(words.t('Last data received'), details.lastDataReceivedMs, ago),
    ...fact(words.t('Sent in all'), details.bytesSent, bytes),
    ...fact(words.t('Acknowledged by the peer'), details.bytesAcknowledged, bytes),
    ...fact(words.t('Received in all'), details.bytesReceived, bytes),
    ...fact(words.t('Waits to be sent'), details.notSent, bytes),
    ...fact(words.t('Segments sent again'), details.totalRetransmits, count),
    ...fact(words.t('Segments on their way'), details.unacknowledged, count),
    ...fact(words.t('Segments taken for lost'), details.lost, count),
    ...fact(words.t('May send at once (segments)'), details.congestionWindow, count),
    ...fact(words.t('Sends again after'), details.retransmissionTimeoutMs, value => words.duration(value)),
    ...fact(words.t('Held back by the peer’s window'), details.peerWindowLimited, share => words.percent(share)),
    ...fact(words.t('Held back by our send buffer'), details.sendBufferLimited, share => words.percent(share)),
    ...fact(words.t('Largest packet on the path'), details.pathMtu, bytes),
    ...(details.congestionControl === undefined
      ? []
      : [[words.t('Congestion control'), details.congestionControl] as [string, string]]),
  ];
}

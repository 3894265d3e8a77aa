import * as vscode from 'vscode';

import type { PanelWords } from '../../protocol/panel';
import type { PanelSentence } from '../../protocol/panelSentences';
import { diagramWords } from '../words/diagramWords';

/** Every text of the diagram's page in the user's language. */
export function panelWords(): PanelWords {
  return { ...diagramWords(), sentences: panelTexts() };
}

/**
 * The texts are literal because l10n-dev exports only what it can read. Their places stay: l10n.t leaves those alone for
 * which it is given nothing, and the page fills them in.
 */
function panelTexts(): Readonly<Record<PanelSentence, string>> {
  return {
    '{0} selected connections changed their state.': vscode.l10n.t('{0} selected connections changed their state.'),
    '{0} is now {1}.': vscode.l10n.t('{0} is now {1}.'),
    'TCP states and the transitions between them': vscode.l10n.t('TCP states and the transitions between them'),
    'active close': vscode.l10n.t('active close'),
    'passive close': vscode.l10n.t('passive close'),
    'usual way of a client': vscode.l10n.t('usual way of a client'),
    'usual way of a server': vscode.l10n.t('usual way of a server'),
    'way of a selected connection': vscode.l10n.t('way of a selected connection'),
    inferred: vscode.l10n.t('inferred'),
    'possible next step': vscode.l10n.t('possible next step'),
    'Who must act next:': vscode.l10n.t('Who must act next:'),
    '{0}: 1 socket.': vscode.l10n.t('{0}: 1 socket.'),
    '{0}: {1} sockets.': vscode.l10n.t('{0}: {1} sockets.'),
    '{0}: not read yet.': vscode.l10n.t('{0}: not read yet.'),
    'Changes by {0}.': vscode.l10n.t('Changes by {0}.'),
    '1 selected connection is here.': vscode.l10n.t('1 selected connection is here.'),
    '{0} selected connections are here.': vscode.l10n.t('{0} selected connections are here.'),
    'not seen yet': vscode.l10n.t('not seen yet'),
    '+{0} more': vscode.l10n.t('+{0} more'),
    'sends {0}': vscode.l10n.t('sends {0}'),
    'The usual way of a client.': vscode.l10n.t('The usual way of a client.'),
    'The usual way of a server.': vscode.l10n.t('The usual way of a server.'),
    'A selected connection was seen to take this way.': vscode.l10n.t(
      'A selected connection was seen to take this way.',
    ),
    'A selected connection must have taken this way between two readings.': vscode.l10n.t(
      'A selected connection must have taken this way between two readings.',
    ),
    'A selected connection may take this step next.': vscode.l10n.t('A selected connection may take this step next.'),
    'From {0} to {1}: {2}.': vscode.l10n.t('From {0} to {1}: {2}.'),
    'From {0} to {1}: {2}; {3} is sent.': vscode.l10n.t('From {0} to {1}: {2}; {3} is sent.'),
    '1 socket': vscode.l10n.t('1 socket'),
    '{0} sockets': vscode.l10n.t('{0} sockets'),
    'read just now': vscode.l10n.t('read just now'),
    'read {0} ago': vscode.l10n.t('read {0} ago'),
    'through {0}, in {1}': vscode.l10n.t('through {0}, in {1}'),
    Paused: vscode.l10n.t('Paused'),
    'The readings go on.': vscode.l10n.t('The readings go on.'),
    'The sockets are read again.': vscode.l10n.t('The sockets are read again.'),
    'State diagram': vscode.l10n.t('State diagram'),
    'The arrow keys move between states and arrows, Enter selects, Escape clears the selection.': vscode.l10n.t(
      'The arrow keys move between states and arrows, Enter selects, Escape clears the selection.',
    ),
    'Reading the sockets for the first time …': vscode.l10n.t('Reading the sockets for the first time …'),
    'What is selected': vscode.l10n.t('What is selected'),
    'Select a state to read what it means and to filter the sidebar by it, or an arrow to read what causes it.':
      vscode.l10n.t(
        'Select a state to read what it means and to filter the sidebar by it, or an arrow to read what causes it.',
      ),
    'Asking the kernel …': vscode.l10n.t('Asking the kernel …'),
    'The kernel tells nothing more about this connection.': vscode.l10n.t(
      'The kernel tells nothing more about this connection.',
    ),
    '{0} ago': vscode.l10n.t('{0} ago'),
    'Round trip': vscode.l10n.t('Round trip'),
    'Fastest round trip': vscode.l10n.t('Fastest round trip'),
    'Last data sent': vscode.l10n.t('Last data sent'),
    'Last data received': vscode.l10n.t('Last data received'),
    'Sent in all': vscode.l10n.t('Sent in all'),
    'Acknowledged by the peer': vscode.l10n.t('Acknowledged by the peer'),
    'Received in all': vscode.l10n.t('Received in all'),
    'Waits to be sent': vscode.l10n.t('Waits to be sent'),
    'Segments sent again': vscode.l10n.t('Segments sent again'),
    'Segments on their way': vscode.l10n.t('Segments on their way'),
    'Segments taken for lost': vscode.l10n.t('Segments taken for lost'),
    'May send at once (segments)': vscode.l10n.t('May send at once (segments)'),
    'Sends again after': vscode.l10n.t('Sends again after'),
    'Held back by the peer’s window': vscode.l10n.t('Held back by the peer’s window'),
    'Held back by our send buffer': vscode.l10n.t('Held back by our send buffer'),
    'Largest packet on the path': vscode.l10n.t('Largest packet on the path'),
    'Congestion control': vscode.l10n.t('Congestion control'),
    Close: vscode.l10n.t('Close'),
    'The explanation could not be read.': vscode.l10n.t('The explanation could not be read.'),
    'Ways out of this state': vscode.l10n.t('Ways out of this state'),
    'Ways into this state': vscode.l10n.t('Ways into this state'),
    'Specified in {0}.': vscode.l10n.t('Specified in {0}.'),
    'Read about its states:': vscode.l10n.t('Read about its states:'),
    'Selected connections': vscode.l10n.t('Selected connections'),
    'Select connections in the sidebar to see where they are, how they came there and what may happen next.':
      vscode.l10n.t(
        'Select connections in the sidebar to see where they are, how they came there and what may happen next.',
      ),
    'A connection that was not seen yet': vscode.l10n.t('A connection that was not seen yet'),
    'Show in the sidebar': vscode.l10n.t('Show in the sidebar'),
    'Take out of the selection': vscode.l10n.t('Take out of the selection'),
    'What the kernel knows of it': vscode.l10n.t('What the kernel knows of it'),
    '{0} for {1}.': vscode.l10n.t('{0} for {1}.'),
    'Closed {0} ago; it was last seen in {1}.': vscode.l10n.t('Closed {0} ago; it was last seen in {1}.'),
    'Held by {0}.': vscode.l10n.t('Held by {0}.'),
    'Its way:': vscode.l10n.t('Its way:'),
    seen: vscode.l10n.t('seen'),
    'What may happen next:': vscode.l10n.t('What may happen next:'),
    '{0}/s': vscode.l10n.t('{0}/s'),
    'listen()': vscode.l10n.t('listen()'),
    'connect()': vscode.l10n.t('connect()'),
    'close()': vscode.l10n.t('close()'),
    'SYN arrives': vscode.l10n.t('SYN arrives'),
    'SYN, ACK arrives': vscode.l10n.t('SYN, ACK arrives'),
    'ACK arrives': vscode.l10n.t('ACK arrives'),
    'FIN arrives': vscode.l10n.t('FIN arrives'),
    'FIN, ACK arrives': vscode.l10n.t('FIN, ACK arrives'),
    'RST arrives': vscode.l10n.t('RST arrives'),
    '2 MSL timer ends': vscode.l10n.t('2 MSL timer ends'),
    'this program': vscode.l10n.t('this program'),
    'the peer': vscode.l10n.t('the peer'),
    'the kernel’s timer': vscode.l10n.t('the kernel’s timer'),
    nobody: vscode.l10n.t('nobody'),
  };
}

/** What went wrong, whatever runtime says it: errno's meaning for a TCP socket (connect(2), bind(2), send(2), tcp(7)). */
export type NetworkError =
  'address-in-use' | 'address-not-available' | 'connection-refused' | 'connection-reset' | 'timed-out' | 'broken-pipe';

/** One error as programs write it. */
export interface ErrorWording {
  readonly error: NetworkError;
  /** errno's name, as Node, libuv, Ruby and Rust write it. */
  readonly name: RegExp;
  /** What else says it. */
  readonly phrases: RegExp;
}

/**
 * The wordings of Node.js and undici, Python (asyncio, aiohttp, httpx, requests), Java (OpenJDK, Netty, Spring, Tomcat, JDBC), Go,
 * nginx, .NET (Linux, macOS and Windows), Ruby, Rust, curl, Docker, kubectl and of tools that give a busy port their own sentence.
 * Linux's numbers stand in "[Errno 98]" and "(98: ", macOS's in "[Errno 48]", Windows' in "(10048)". musl (Alpine) and macOS have
 * words of their own, which mean an error only beside its number or call, and `ConnectTimeout` is an option of ssh unless its library
 * stands before it. What nginx calls "no live upstreams" is none: it told the error of each before. The longest come first. No
 * repetition is unbounded.
 */
export const errorWordings: readonly ErrorWording[] = [
  {
    error: 'address-in-use',
    name: /\bEADDRINUSE(?:: address already in use)?/,
    phrases: new RegExp(
      [
        String.raw`\[Errno (?:98|48)\] [Aa]ddress (?:already )?in use`,
        String.raw`(?<=\((?:98|48): )Address in use`,
        String.raw`\[Errno (?:98|48|10048)\] error while attempting to bind on address`,
        String.raw`SocketException \((?:98|48|10048)\)`,
        String.raw`(?<!\b(?:[Ee]-?mail|IP|MAC) )\b[Aa]ddress already in use\b(?:: bind)?`,
        String.raw`Only one usage of each socket address \(protocol/network address/port\) is normally permitted`,
        String.raw`\b[Pp]ort \d{1,5} (?:was|is) (?:already )?in use\b`,
        String.raw`\b[Pp]ort is already (?:in use|allocated)\b`,
        String.raw`\b[Tt]hat port is already in use\b`,
        String.raw`\bConnection in use: \(`,
        String.raw`\bSomething is already running on port\b`,
        String.raw`\bconfigured to listen on port \d{1,5} failed to start\b`,
        String.raw`\bAddrInUse\b`,
      ].join('|'),
    ),
  },
  {
    error: 'address-not-available',
    name: /\bEADDRNOTAVAIL(?:: address not available)?/,
    phrases: new RegExp(
      [
        String.raw`(?:\[Errno (?:99|49)\] )?\b[Cc](?:annot|an't) assign requested address\b(?:: (?:bind|connect))?`,
        String.raw`(?:\[Errno (?:99|49)\] |(?<=\((?:99|49): ))Address not available`,
        String.raw`SocketException \((?:99|49|10049)\)`,
        String.raw`The requested address is not valid in its context`,
        String.raw`\bAddrNotAvailable\b`,
      ].join('|'),
    ),
  },
  {
    error: 'connection-refused',
    name: /\bECONNREFUSED\b/,
    phrases: new RegExp(
      [
        String.raw`\[Errno (?:111|61|10061)\] (?:Connection refused|Connect call failed)`,
        String.raw`SocketException \((?:111|61|10061)\)`,
        String.raw`\b[Cc]onnection refused\b(?:: (?:connect|no further information))?`,
        String.raw`\bNo connection could be made because the target machine actively refused it`,
        String.raw`\bFailed to connect to [^\s]{1,100} port \d{1,5}\b(?!.{0,40}(?:Timeout|timed out))`,
        String.raw`\bConnectionRefused\b`,
        String.raw`\bConnection to [^\s]{1,100}:\d{1,5} refused\b`,
        String.raw`\bconnection to the server [^\s]{1,100}:\d{1,5} was refused\b`,
        String.raw`\bCan't connect to MySQL server on '[^'\s]{1,100}' \((?:111|61|10061)\)`,
        String.raw`\bAll connection attempts failed\b|(?<= ssl:\w{1,20} \[)Connect call failed`,
      ].join('|'),
    ),
  },
  {
    error: 'connection-reset',
    name: /\bECONNRESET\b/,
    phrases: new RegExp(
      [
        String.raw`(?:\[Errno (?:104|54|10054)\] )?\b[Cc]onnection reset(?: by (?:remote )?peer)?\b(?! counter)`,
        String.raw`SocketException \((?:104|54|10054)\)`,
        String.raw`\bsocket hang up\b`,
        String.raw`\bAn existing connection was forcibly closed by the remote host`,
        String.raw`\bSocketError: other side closed\b|\bUND_ERR_SOCKET\b`,
        String.raw`\bupstream prematurely closed connection\b`,
        String.raw`\bkind: ConnectionReset\b|\bKind\(ConnectionReset\)`,
      ].join('|'),
    ),
  },
  {
    error: 'timed-out',
    name: /\bETIMEDOUT\b/,
    phrases: new RegExp(
      [
        String.raw`(?:\[Errno (?:110|60|10060)\] )?\b[Cc]onnection timed out\b(?:: connect)?`,
        String.raw`\[Errno (?:110|60)\] Operation timed out`,
        String.raw`(?<=(?:\((?:110|60)|ConnectException|connect|dial tcp [^\s]{1,100}): )[Oo]peration timed out`,
        String.raw`\bFailed to connect to [^\s]{1,100} port \d{1,5}\b(?=.{0,40}(?:Timeout|timed out))`,
        String.raw`SocketException \((?:110|60|10060)\)`,
        String.raw`\b(?:[Cc]onnect|Read) timed out\b`,
        String.raw`\bTimeoutError: timed out\b`,
        String.raw`\bi/o timeout\b`,
        String.raw`\bClient\.Timeout exceeded\b`,
        String.raw`\bTLS handshake timeout\b`,
        String.raw`\bConnect Timeout Error\b|\bUND_ERR_CONNECT_TIMEOUT\b`,
        String.raw`(?<=^|[\]:)] )(?:httpx|httpcore|requests\.exceptions)\.(?:Connect|Read)Timeout\b`,
        String.raw`\bdue to the configured HttpClient\.Timeout of [\d.,]{1,12} seconds elapsing\b`,
        String.raw`\bkind: TimedOut\b|\bKind\(TimedOut\)`,
        String.raw`\bA connection attempt failed because the connected party did not properly respond`,
      ].join('|'),
    ),
  },
  {
    error: 'broken-pipe',
    name: /\bEPIPE\b/,
    phrases: /(?:\[Errno 32\] )?\b[Bb]roken pipe\b|SocketException \(32\)/,
  },
];

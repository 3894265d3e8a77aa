import type { SourceKind } from './sourceKind';

/** One line of a configuration or of a command: the group `port` of each expression, which has the flag d, is the port. */
export interface LineForms {
  readonly patterns: readonly RegExp[];
  /** A line that begins so says nothing. */
  readonly comment: RegExp;
}

const hash = /^\s*(?:#|rem\s)/i;
const slashes = /^\s*\/\//;
const port = String.raw`(?<port>\d{1,5})(?![\w.:/-])`;
/** Not a password before an @, and not the end of an address of IPv6. */
const portOfUrl = String.raw`(?<port>\d{1,5})(?![\w.:@\]-])`;

/** Ports in command lines: of servers, of docker run, of debuggers. */
const commandPatterns: readonly RegExp[] = [
  // --port 3000, --port=3000, "--port", "3000"
  new RegExp(String.raw`(?<![\w-])--(?:[a-z]{1,12}-)?port["']?(?:[=,]|\s)[\s"']{0,4}${port}`, 'dg'),
  // next dev -p 4000
  new RegExp(
    String.raw`\b(?:next|nuxt|vite|serve|sirv|parcel|gatsby|(?:start-)?storybook|http-server|flask|rails|puma|json-server|live-server|jekyll|hugo)\b[^|;&]{0,200}?\s-p[\s=]?${port}`,
    'dg',
  ),
  // serve -s build -l 5000
  new RegExp(String.raw`\bserve\b[^|;&]{0,200}?\s(?:-l|--listen)[\s=]${port}`, 'dg'),
  // PORT=3000 node server.js
  new RegExp(String.raw`(?<![\w$-])(?:[A-Z][A-Z\d_]{0,40}_)?PORT=["']?${port}`, 'dg'),
  // docker run -p 8080:80, --publish 127.0.0.1:8080:80
  /(?<=\b(?:docker|podman|nerdctl)\b[^|;&]{0,300}\s(?:-p|--publish)[\s=]["']?(?:\d{1,3}(?:\.\d{1,3}){3}:)?)(?<port>\d{1,5}):\d{1,5}/dg,
  // gunicorn -b 0.0.0.0:8000
  new RegExp(
    String.raw`\b(?:gunicorn|hypercorn|uwsgi|uvicorn)\b[^|;&]{0,200}?\s(?:-b|--bind|--http)[\s=]["']?[\w.*[\]]{0,60}:${port}`,
    'dg',
  ),
  // manage.py runserver 0.0.0.0:8000, "runserver", "8000"
  new RegExp(String.raw`\brunserver["',\s]{1,6}(?:[\w.]{1,60}:)?${port}`, 'dg'),
  new RegExp(String.raw`\bhttp\.server["',\s]{1,6}${port}`, 'dg'),
  // php -S localhost:8000
  new RegExp(String.raw`\bphp\s{1,4}-S\s{1,4}[\w.]{1,60}:${port}`, 'dg'),
  // kubectl port-forward svc/web 8080:80
  /\bport-forward\b[^|;&]{0,200}?\s(?<port>\d{1,5}):\d{1,5}(?![\w.:])/dg,
  // node --inspect=9229
  new RegExp(String.raw`--inspect(?:-brk|-wait)?=(?:[\w.]{1,60}:)?${port}`, 'dg'),
];

/** Kinds of text that are read line by line. */
export const lineForms: Readonly<Partial<Record<SourceKind, LineForms>>> = {
  dockerfile: { comment: hash, patterns: commandPatterns },
  compose: {
    comment: hash,
    // PORT: 8000, as the environment of a container
    patterns: [
      new RegExp(String.raw`^\s*(?:[A-Z][A-Z\d_]{0,40}_)?PORT\s?:\s{1,4}["']?${port}`, 'dg'),
      ...commandPatterns,
    ],
  },
  env: {
    comment: hash,
    patterns: [
      new RegExp(String.raw`^\s*(?:export\s{1,4})?(?:\w{0,60}_)?PORT\s{0,9}=\s{0,9}["']?${port}`, 'dgi'),
      // URL=http://localhost:4000, LISTEN_ADDR=:8080, KAFKA_BROKERS=localhost:9092,localhost:9093
      new RegExp(
        String.raw`(?<=^\s{0,20}(?:export\s{1,4})?\w{0,60}(?:UR[LI]|ADDR(?:ESS)?|HOST|ORIGIN|ENDPOINT|BROKER|SERVER|BIND|DSN)S?\s{0,9}=.{0,200}:)(?<!:[\da-f]{0,4}:)${portOfUrl}`,
        'dgi',
      ),
    ],
  },
  properties: {
    comment: hash,
    patterns: [
      // server.port=8080, port: 8080, port: ${PORT:8080}
      new RegExp(String.raw`^\s*(?:[\w.-]{0,80}[.-])?port\s{0,9}[=:]\s{0,9}["']?(?:\$\{[\w.]{1,60}:)?${port}`, 'dgi'),
      // spring.datasource.url=jdbc:postgresql://localhost:5432/app
      new RegExp(String.raw`^\s*(?:[\w.-]{0,80}[.-])?ur[li]\s{0,9}[=:].{0,60}?:\/\/.{0,100}?:${portOfUrl}`, 'dgi'),
    ],
  },
  nginx: {
    comment: hash,
    patterns: [
      /^\s*listen\s{1,9}(?:(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]{2,40}\]|\*|[a-z][\w.-]{0,60}):)?(?<port>\d{1,5})(?=[\s;])/dgi,
    ],
  },
  apache: {
    comment: hash,
    patterns: [/^\s*(?:Listen\s{1,9}|<VirtualHost\s{1,9})(?:[\w.*[\]:]{1,60}:)?(?<port>\d{1,5})(?=[\s>]|$)/dgi],
  },
  json: {
    comment: slashes,
    patterns: [
      // launch.json: "port": 9229, "PORT": "3000", "debugServer": 4711
      new RegExp(String.raw`"(?:(?:[A-Z]{1,20}_)?port|debugServer)"\s{0,9}:\s{0,9}"?${port}`, 'dgi'),
      // launch.json: "url": "http://localhost:3000"; launchSettings.json: "applicationUrl": "https://localhost:5001;http://..."
      /(?<="(?:\w{0,30}ur[li]s?|uriFormat|webRoot)"\s{0,9}:\s{0,9}"[^"]{0,200}:)(?<port>\d{1,5})(?=["/;])/dgi,
      // devcontainer.json
      /(?<="(?:forwardPorts|appPort)"\s{0,9}:\s{0,9}\[[^\]]{0,200})(?<![\w.])(?<port>\d{1,5})(?=[,\s"\]])/dgi,
      ...commandPatterns,
    ],
  },
  ruby: {
    comment: hash,
    patterns: [
      // Puma and Sinatra: port ENV.fetch("PORT") { 3000 }, set :port, 4567
      new RegExp(
        String.raw`^\s*(?:set\s{1,4}:port,|port)\s{1,12}(?:ENV\.fetch\(?\s?["']\w{1,40}["'](?:\)?\s?\{\s?|,\s?))?["']?${port}`,
        'dg',
      ),
    ],
  },
  shell: { comment: hash, patterns: commandPatterns },
};

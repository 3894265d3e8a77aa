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
const portOfUrl = String.raw`:(?<port>\d{1,5})(?![\w.:-])`;

/** Ports in command lines: of servers, of docker run, of debuggers. */
const commandPatterns: readonly RegExp[] = [
  // --port 3000, --port=3000, "--port", "3000"
  new RegExp(String.raw`(?<![\w-])--(?:[a-z]{1,12}-)?port["']?(?:[=,]|\s)[\s"']{0,4}${port}`, 'dg'),
  // next dev -p 4000
  new RegExp(
    String.raw`\b(?:next|vite|serve|http-server|flask|rails|puma|json-server|live-server|jekyll|hugo)\b[^|;&]{0,200}?\s-p[\s=]?${port}`,
    'dg',
  ),
  // PORT=3000 node server.js
  new RegExp(String.raw`(?<![\w$-])(?:[A-Z][A-Z\d]{0,20}_)?PORT=["']?${port}`, 'dg'),
  // docker run -p 8080:80, --publish 127.0.0.1:8080:80
  /\b(?:docker|podman|nerdctl)\b[^|;&]{0,300}?\s(?:-p|--publish)[\s=]["']?(?:\d{1,3}(?:\.\d{1,3}){3}:)?(?<port>\d{1,5}):\d{1,5}/dg,
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
  dockerfile: {
    comment: hash,
    patterns: [/(?<=^\s*EXPOSE\s.{0,200})(?<![\w.:/-])(?<port>\d{1,5})(?:\/tcp)?(?=\s|$)/dgi, ...commandPatterns],
  },
  env: {
    comment: hash,
    patterns: [
      new RegExp(String.raw`^\s*(?:export\s{1,4})?(?:\w{0,60}_)?PORT\s{0,9}=\s{0,9}["']?${port}`, 'dgi'),
      new RegExp(String.raw`^\s*(?:export\s{1,4})?\w{0,60}UR[LI]S?\s{0,9}=.{0,200}?${portOfUrl}`, 'dgi'),
    ],
  },
  properties: {
    comment: hash,
    patterns: [
      // server.port=8080, port: 8080, port: ${PORT:8080}
      new RegExp(String.raw`^\s*(?:[\w.-]{0,80}[.-])?port\s{0,9}[=:]\s{0,9}["']?(?:\$\{[\w.]{1,60}:)?${port}`, 'dgi'),
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
      // launch.json: "port": 9229, "PORT": "3000"
      new RegExp(String.raw`"(?:[A-Z]{1,20}_)?port"\s{0,9}:\s{0,9}"?${port}`, 'dgi'),
      // launch.json: "url": "http://localhost:3000"; launchSettings.json: "applicationUrl": "https://localhost:5001;http://..."
      /(?<="(?:\w{0,30}ur[li]s?|uriFormat|webRoot)"\s{0,9}:\s{0,9}"[^"]{0,200}:)(?<port>\d{1,5})(?=["/;])/dgi,
      // devcontainer.json
      /(?<="(?:forwardPorts|appPort)"\s{0,9}:\s{0,9}\[[^\]]{0,200})(?<![\w.])(?<port>\d{1,5})(?=[,\s"\]])/dgi,
      ...commandPatterns,
    ],
  },
  shell: { comment: hash, patterns: commandPatterns },
};

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Gives a browser the pages of the tests and the files that all of them load. Over HTTP, and not by playwright's routes:
 * with a route there is no cache, and the script is compiled anew for every page.
 */
export class PageServer {
  /** By the path that each has of its own. */
  private readonly pages = new Map<string, string>();

  private constructor(private readonly server: Server) {}

  static async start(files: ReadonlyMap<string, Buffer>): Promise<PageServer> {
    const server = createServer();
    const started = new PageServer(server);
    server.on('request', (request, response) => {
      const path = request.url!;
      const file = files.get(path.slice(1));
      const body = file ?? started.pages.get(path);
      response.writeHead(body === undefined ? 404 : 200, {
        'Content-Type': file === undefined ? 'text/html' : contentTypeOf(path),
        'Cache-Control': file === undefined ? 'no-store' : 'max-age=3600, immutable',
      });
      response.end(body);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The address of a page that is made of this. */
  add(name: string, html: string): string {
    this.pages.set(`/${name}`, html);
    return `${this.origin}/${name}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

function contentTypeOf(path: string): string {
  return path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'font/ttf';
}

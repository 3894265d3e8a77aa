// Runs in a VS Code in which the VSIX was installed as a user would, and nothing else.
import { strict as assert } from 'node:assert';
import { createServer, type AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { SocketscopeApi } from '../../src/host/api/socketscope';

describe('the installed VSIX', () => {
  it('activates and lists sockets through its own native binary', async () => {
    const extension = vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope');
    assert.ok(extension, 'the VSIX is not installed');
    assert.match(extension.extensionPath, /socketscope-extensions-/, 'this is the source folder, not the VSIX');
    const api = await extension.activate();

    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const { source, sockets } = await api.snapshot({ localPort: port });
      assert.deepEqual(
        sockets.map(({ local, state }) => ({ port: local.port, state })),
        [{ port, state: 'LISTEN' }],
      );
      if (process.platform === 'linux') {
        assert.equal(source, 'sock_diag', 'koffi does not load from the VSIX');
      }
    } finally {
      server.close();
    }
  });
});

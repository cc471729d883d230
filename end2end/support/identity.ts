import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Context } from 'oidc-provider';

/** What the portal is at the provider. */
export const CLIENT = { id: 'bailiwick', secret: 'a-secret-of-the-tests-only' };

/** Somebody with an account at the provider. */
export interface Account {
  sub: string;
  [claim: string]: unknown;
}

/** A certified provider of OpenID Connect, with one account that signs in without being asked. */
export class IdentityProvider {
  /** How often somebody has signed in there, without having been signed in before. */
  signIns = 0;

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  /** Starts it for a portal at this address. */
  static async start(portal: string, account: Account): Promise<IdentityProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const identity = new IdentityProvider(issuer, server);
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${portal}/auth/oidc/callback`],
          post_logout_redirect_uris: [`${portal}/sign-in`],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username', 'division'] },
      cookies: { keys: ['only for tests'] },
      pkce: { required: () => true },
      findAccount: (_: Context, id: string) => ({ accountId: id, claims: () => account }),
      // Whoever signs in here agrees.
      loadExistingGrant: async (ctx: Context) => {
        const grant = new provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
      interactions: { url: (_: Context, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
      features: {
        devInteractions: { enabled: false },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (ctx: Context, form: string) => {
            ctx.type = 'html';
            ctx.body = `<!DOCTYPE html><title>Sign out</title><link rel="icon" href="data:,">${form}<button form="op.logoutForm" name="logout" value="yes">Sign out here, too</button>`;
          },
        },
      },
    });
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) {
        answer(request, response);
        return;
      }
      identity.signIns += 1;
      provider.interactionFinished(request, response, { login: { accountId: account.sub } }).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    return identity;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

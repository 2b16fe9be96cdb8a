import type { IncomingHttpHeaders } from 'node:http';

/** Where a client reaches us, by its own names. */
export interface TrackAddress {
  readonly host: string;
  readonly protocol: 'http' | 'https';
}

const HOST = /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i;

/**
 * By what name a client came: that of the proxy where one tells it, else the one that was asked for. Mobile clients send to
 * whatever the settings name, and keep all of it for ever where nobody answers there.
 */
export function addressOf(headers: IncomingHttpHeaders): TrackAddress {
  const told = headers['x-forwarded-host'];
  const isTold = typeof told === 'string' && HOST.test(told);
  const protocol = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return { host: isTold ? told : (headers.host ?? ''), protocol };
}

/**
 * What browser and mobile clients ask before they send, as JSON: where to send to, and nothing else to load. Without
 * `integrations` with `Segment.io` in it none of them starts.
 *
 * Their own counters are switched off, as else they go to another company. `httpConfig` lets them try again for long: by
 * their own usual numbers they give up what an outage of some minutes kept back.
 */
export function settingsFor(writeKey: string, { host, protocol }: TrackAddress): string {
  const api = `${host}/v1`;
  return JSON.stringify({
    integrations: {
      'Segment.io': {
        ...{ apiKey: writeKey, apiHost: api, protocol, retryQueue: true },
        addBundledMetadata: false,
        httpConfig: {
          rateLimitConfig: { enabled: true, maxRetryCount: 100 },
          backoffConfig: { enabled: true, maxRetryCount: 100 },
        },
      },
    },
    ...{ plan: {}, edgeFunction: {}, enabledMiddleware: {}, remotePlugins: [] },
    middlewareSettings: { routingRules: [] },
    metrics: { sampleRate: 0, host: api },
    ...{ analyticsNextEnabled: true, legacyVideoPluginsEnabled: false },
  });
}

/**
 * What browser and mobile clients ask before they send, as JSON: where to send to, and nothing else to load. Without
 * `integrations` with `Segment.io` in it none of them starts.
 *
 * Their own counters are switched off, as else they go to another company. `httpConfig` lets them try again for long: by
 * their own usual numbers they give up what an outage of some minutes kept back.
 */
export function settingsFor(writeKey: string, host: string): string {
  const api = `${host}/v1`;
  return JSON.stringify({
    integrations: {
      'Segment.io': {
        ...{ apiKey: writeKey, apiHost: api, protocol: 'http', retryQueue: true },
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

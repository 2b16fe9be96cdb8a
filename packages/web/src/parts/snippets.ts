/** A client of the Segment protocol, and what to write to send a first event with it. */
export interface Snippet {
  readonly client: string;
  /** What is to be installed first; empty: nothing. */
  readonly install: string;
  readonly lines: readonly string[];
}

/** What stands where the key of a source belongs that we no longer know. */
export const KEY_BLANK = 'WRITE_KEY';

/** One line that sends a first event. `origin`: where this app is served. */
export function curlLine(origin: string, key: string): string {
  return `curl ${origin}/v1/track -u ${key}: -H 'content-type: application/json' -d '{"userId":"first","event":"Order Completed","properties":{"total":54.9}}'`;
}

/** The same with the clients that most people have. Each sends to `origin` instead of to where it sends by itself. */
export function snippetsOf(origin: string, key: string): readonly Snippet[] {
  const { host, protocol } = new URL(origin);
  const isSecure = protocol === 'https:';
  return [
    { client: 'curl', install: '', lines: [curlLine(origin, key)] },
    {
      client: 'Node',
      install: 'npm install @segment/analytics-node',
      lines: [
        "import { Analytics } from '@segment/analytics-node';",
        `const analytics = new Analytics({ writeKey: '${key}', host: '${origin}' });`,
        "analytics.track({ userId: 'first', event: 'Order Completed', properties: { total: 54.9 } });",
        'await analytics.closeAndFlush();',
      ],
    },
    {
      client: 'Browser',
      install: 'npm install @segment/analytics-next',
      lines: [
        "import { AnalyticsBrowser } from '@segment/analytics-next';",
        `const analytics = AnalyticsBrowser.load({ writeKey: '${key}', cdnURL: '${origin}' });`,
        "analytics.track('Order Completed', { total: 54.9 });",
      ],
    },
    {
      client: 'Python',
      install: 'pip install segment-analytics-python',
      lines: [
        'import segment.analytics as analytics',
        `analytics.write_key, analytics.host = '${key}', '${origin}'`,
        "analytics.track('first', 'Order Completed', {'total': 54.9})",
        'analytics.flush()',
      ],
    },
    {
      client: 'Go',
      install: 'go get github.com/segmentio/analytics-go/v3',
      lines: [
        `client, _ := analytics.NewWithConfig("${key}", analytics.Config{Endpoint: "${origin}"})`,
        'defer client.Close()',
        'client.Enqueue(analytics.Track{UserId: "first", Event: "Order Completed",',
        '\tProperties: analytics.NewProperties().Set("total", 54.9)})',
      ],
    },
    {
      client: 'Java',
      install: 'com.segment.analytics.java:analytics',
      lines: [
        `Analytics analytics = Analytics.builder("${key}").endpoint("${origin}").build();`,
        'analytics.enqueue(TrackMessage.builder("Order Completed").userId("first")',
        '    .properties(Map.of("total", 54.9)));',
        'analytics.flush();',
      ],
    },
    {
      client: 'PHP',
      install: 'composer require segmentio/analytics-php',
      lines: [
        `Segment\\Segment::init('${key}', ['host' => '${host}', 'ssl' => ${isSecure}]);`,
        "Segment\\Segment::track(['userId' => 'first', 'event' => 'Order Completed',",
        "  'properties' => ['total' => 54.9]]);",
        'Segment\\Segment::flush();',
      ],
    },
    {
      client: '.NET',
      install: 'dotnet add package Analytics',
      lines: [
        `Analytics.Initialize("${key}", new Config().SetHost("${origin}"));`,
        'Analytics.Client.Track("first", "Order Completed", new Dictionary<string, object> { ["total"] = 54.9 });',
        'Analytics.Client.Flush();',
      ],
    },
  ];
}

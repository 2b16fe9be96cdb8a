import type { Socket } from 'node:net';
import { UPLOAD_BYTES_MAX } from '@bothways/core/contract';
import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { Registry } from 'prom-client';
import { type LiveFeed, liveFeed } from '../conduct/live-feed.ts';
import type { Erasing } from '../erase/erasing.ts';
import { makeJobs } from '../jobs/jobs.ts';
import { makeUploads, type UploadLimits } from '../jobs/uploads.ts';
import { noteUnreadable } from '../store/damage.ts';
import { storeFault } from '../store/store-faults.ts';
import type { Stores } from '../store/stores.ts';
import { APP_POLICY, addApp } from './app-files.ts';
import { keptReplies } from './kept-replies.ts';
import { QUIET } from './live-log.ts';
import type { LiveParts } from './live-parts.ts';
import { decodableUrl, isLoopbackHost, isOwnPage, listen, type Served } from './loopback.ts';
import { describeRoutes } from './openapi.ts';
import { ApiRefusal, badRequest, refusalOf, wrongHost, wrongOrigin } from './refusal.ts';
import { type Asked, addRoutes } from './routes.ts';
import { addAloneRoutes } from './routes-alone.ts';
import { addChangedRoutes } from './routes-changed.ts';
import { addDataRoutes } from './routes-data.ts';
import { addDriverRoutes } from './routes-drivers.ts';
import { addEraseRoutes } from './routes-erase.ts';
import { addExperienceRoutes } from './routes-experience.ts';
import { addFindingRoutes } from './routes-findings.ts';
import { addHealthRoutes } from './routes-health.ts';
import { addJobRoutes } from './routes-jobs.ts';
import { addJourneyRoutes } from './routes-journeys.ts';
import { addLinkRoutes } from './routes-links.ts';
import { addLiveRoutes } from './routes-live.ts';
import { addModelRoutes } from './routes-model.ts';
import { addNetworkRoutes } from './routes-network.ts';
import { addPeopleRoutes } from './routes-people.ts';
import { addReplayRoutes } from './routes-replay.ts';
import { addRightRoutes } from './routes-rights.ts';
import { addSourceRoutes } from './routes-sources.ts';
import { addStartRoutes } from './routes-start.ts';
import { addTakeAwayRoutes } from './routes-take-away.ts';
import { addTouchpointRoutes } from './routes-touchpoints.ts';
import { type TrackRoutes, trackRoutes } from './routes-track.ts';
import { trackMeters } from './track-meters.ts';
import { trackServer } from './track-server.ts';

export interface AppOptions {
  readonly stores: Stores;
  /** The data directory, for hints. */
  readonly directory: string;
  /** The folder of the built app; where it is none, a page says how to build it. */
  readonly app: string;
  readonly port: number;
  /** The version of Bothways. */
  readonly version: string;
  /** Told of faults of our own, with their trace. */
  readonly warn: (text: string) => void;
  /** What files may be sent; as usual where left out. */
  readonly uploads?: Partial<UploadLimits>;
  /** What comes in while it is served, for the live view; left out: nothing does. */
  readonly feed?: LiveFeed;
  /** Where live events come in and what works them off; left out, none do. */
  readonly live?: LiveParts;
  /** What works off whom to erase: what is kept here goes with them. */
  readonly erasing?: Pick<Erasing, 'onErased'>;
}

const UPLOADS: UploadLimits = {
  ...{ bytesMax: UPLOAD_BYTES_MAX, keptMost: 8, staleMs: 3_600_000 },
};

/**
 * Serves the web app and the API that it reads on loopback: at the port wished for, or any free one where another program
 * has it. The stores stay the caller's.
 *
 * Errors: throws where no port at all can be had.
 */
export async function serveApp(options: AppOptions): Promise<Served> {
  const { stores, directory, app, port, version, feed = liveFeed() } = options;
  const registry = new Registry();
  const track = tracking(options, registry);
  // A browser keeps connections open that nobody uses any more: closing does not wait for them.
  const server = fastify({
    logger: false,
    serverFactory: (answer) => trackServer(answer, track),
    rewriteUrl: decodableUrl,
    forceCloseConnections: true,
    clientErrorHandler: tellUnread,
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  guard(server);
  tellFaults(server, options);
  await describeRoutes(server, version);
  // Registered, so that the description of routes is there before they are.
  const replies = keptReplies(stores);
  options.erasing?.onErased(() => replies.forget());
  const jobs = makeJobs(async (fault) => (await refused(fault, options)).told);
  const uploads = makeUploads(directory, { ...UPLOADS, ...options.uploads });
  const asked: Asked = { stores, replies, jobs, directory };
  await server.register(async (routes) => {
    addRoutes(routes, asked);
    addTouchpointRoutes(routes, asked);
    addJobRoutes(routes, jobs);
    addModelRoutes(routes, asked);
    addFindingRoutes(routes, asked);
    addChangedRoutes(routes, asked);
    addJourneyRoutes(routes, asked);
    addExperienceRoutes(routes, asked);
    addNetworkRoutes(routes, asked);
    addPeopleRoutes(routes, asked);
    addLinkRoutes(routes, asked);
    addRightRoutes(routes, asked);
    addEraseRoutes(routes, asked);
    addTakeAwayRoutes(routes, asked);
    addDataRoutes(routes, asked);
    addDriverRoutes(routes, asked);
    addStartRoutes(routes, asked, uploads);
    addAloneRoutes(routes, jobs, uploads);
    addLiveRoutes(routes, asked, feed, options.live?.conductor);
    addSourceRoutes(routes, asked);
    addReplayRoutes(routes, asked, options.live);
  });
  addHealthRoutes(server, { stores, registry, feed, live: options.live });
  await addApp(server, app);
  const address = await listen(server, port);
  // While a browser starts, what it will ask first is made ready. Who asks is told where that cannot be.
  replies.reply('overview').catch(() => {});
  const close = async (): Promise<void> => {
    await track?.stop();
    await Promise.all([jobs.stop(), server.close()]);
    await uploads.close();
  };
  return { address, close };
}

/** The tracking API, where live events come in. */
function tracking({ live, warn }: AppOptions, registry: Registry): TrackRoutes | null {
  if (live === undefined) return null;
  const { door, log = QUIET, limits = {} } = live;
  return trackRoutes({ door, log, limits, warn, meters: trackMeters(registry) });
}

/** Turns away who asks by a foreign name or changes something from a foreign page, and sends what a browser may do with the answer. */
function guard(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ headers, method }) => {
    if (!isLoopbackHost(headers.host)) throw wrongHost(headers.host ?? '');
    const isReading = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
    if (!isReading && !isOwnPage(headers)) throw wrongOrigin(headers.origin ?? 'another page');
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': APP_POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

/** What does not even read as HTTP is told in the same shape, and the connection ends. */
function tellUnread(fault: NodeJS.ErrnoException, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { told } = badRequest('', `this does not read as HTTP: ${fault.message}`);
  const body = JSON.stringify(told);
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** One shape for every fault. */
function tellFaults(server: FastifyInstance, options: AppOptions): void {
  server.setErrorHandler(async (thrown, _request, reply) => {
    const refusal = await refused(thrown, options);
    return reply
      .status(refusal.status)
      .type('application/json; charset=utf-8')
      .serializer((body: unknown) => JSON.stringify(body))
      .send(refusal.told);
  });
}

/** A fault as it is told; what the stores can no longer read is noted on the way. */
async function refused(
  thrown: unknown,
  { stores, directory, warn }: AppOptions,
): Promise<ApiRefusal> {
  const fault = storeFault(thrown, directory);
  await noteUnreadable(stores.state, thrown);
  return refusalOf(fault) ?? ourFault(fault, warn);
}

function ourFault(fault: unknown, warn: AppOptions['warn']): ApiRefusal {
  const trace = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  warn(`This is a fault of Bothways itself, please report it.\n${trace}`);
  return new ApiRefusal(500, {
    code: 'fault',
    message: 'this is a fault of Bothways itself',
    hint: 'its trace is on the terminal of "bothways serve"; please report it',
  });
}

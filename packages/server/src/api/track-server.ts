import { createServer, type RequestListener, type Server } from 'node:http';
import type { TrackRoutes } from './routes-track.ts';
import { isTrackUrl } from './track-paths.ts';

/** Longer than clients keep a connection that they do not use, so that none is closed while they send on it. */
const KEEP_ALIVE_MS = 75_000;

/** One server for both: the tracking API on its own, everything else as the app answers it. */
export function trackServer(app: RequestListener, track: TrackRoutes | null): Server {
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (track !== null && isTrackUrl(request.url ?? '')) track.handle(request, response);
    else app(request, response);
  });
}

import { journeysQuery, journeysReply } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import { journeysShown } from '../measure/journeys.ts';
import type { Asked } from './routes.ts';
import { addRouteOfJourney } from './routes-of-journey.ts';

/** What happened: journeys as they really went. */
export function addJourneyRoutes(server: FastifyInstance, asked: Asked): void {
  addRouteOfJourney(server, asked, {
    path: '/api/journeys',
    name: 'journeys',
    summary: 'Journeys as they really went',
    query: journeysQuery,
    reply: journeysReply,
    shown: journeysShown,
  });
}

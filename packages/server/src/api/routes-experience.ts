import { experienceQuery, experienceReply } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import { experienceShown } from '../measure/experience-shown.ts';
import type { Asked } from './routes.ts';
import { addRouteOfJourney } from './routes-of-journey.ts';

/** How a journey felt. */
export function addExperienceRoutes(server: FastifyInstance, asked: Asked): void {
  addRouteOfJourney(server, asked, {
    path: '/api/experience',
    name: 'experience',
    summary: 'How a journey felt, how it is remembered, and what it cost',
    query: experienceQuery,
    reply: experienceReply,
    shown: experienceShown,
  });
}

import { desk } from '$lib/server/out/api/authorize';

/** What people write about each neighbourhood. */
export const GET = desk(async ({ read }) => Response.json(await read((stories, reading) => stories.places(reading))));

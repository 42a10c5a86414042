import { desk } from '$lib/server/api/authorize';
import { figuresOf } from '$lib/server/realtime/figures';

/** The current figures: counts, the queue, every finding. The socket sends the same once a second. */
export const GET = desk(async ({ incident, past, read, program }) => {
	const organisation = program.logs.installation.installation?.organisation ?? null;
	return Response.json(
		await (past ? read((_, reading) => figuresOf(reading, organisation)) : program.realtime.figures(incident))
	);
});

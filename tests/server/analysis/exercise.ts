import { z } from 'zod';
import { openLines } from './open-data';

export const EXERCISE = 'exercises/brand-zuiderpark.jsonl';

const Line = z.object({
	kind: z.literal('post'),
	id: z.string(),
	source: z.string(),
	text: z.string(),
	lang: z.string(),
	shares: z.string().nullish(),
	gold: z.object({
		relevant: z.boolean(),
		need: z.string().nullable(),
		rumour: z.string().nullable(),
		stance: z.enum(['supports', 'denies', 'asks', 'comments']).nullable(),
		behaviour: z.string().nullable(),
		meaning: z.string().nullable(),
		emotion: z.string(),
		attitude: z.string(),
		help: z.boolean(),
		story: z.string()
	})
});
export type ExercisePost = z.infer<typeof Line>;

/** Where the exercise plays, as an incident's search profile would have it. */
export const setting = {
	place: 'Waterveen',
	places: [
		'Zuid',
		'Oost',
		'Lage Kamp',
		'Centrum',
		'Zuiderpark',
		'Havenweg',
		'Berkendrecht',
		'Meerdrecht',
		'Oudhaven',
		'Hooglo',
		'Sint-Aldegond'
	]
};

/** The posts of the exercise in order of time, or null when it is not on this machine. */
export function exercisePosts(): ExercisePost[] | null {
	return (
		openLines(EXERCISE)?.flatMap((line) => {
			const post = Line.safeParse(JSON.parse(line));
			return post.success ? [post.data] : [];
		}) ?? null
	);
}

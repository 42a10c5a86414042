import { StoryId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { desk } from '$lib/server/out/api/authorize';

/** The card of one story; for a merged story it names the story that it was merged into. */
export const GET = desk(async ({ params, read }) => {
	const id = StoryId.safeParse(params['story']);
	const [card] = id.success ? await read((stories, reading) => stories.cards(reading, [id.data])) : [];
	if (!card) throw new Refusal('story.absent');
	return Response.json(card);
});

import { TextId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { publishProblem } from '$lib/domain/official-text/publication-rules';
import { AnswerWordsQuery } from '$lib/server/out/api/openapi/by-tag/report';
import { desk } from '$lib/server/out/api/authorize';
import { readQuery } from '$lib/server/out/api/refusal-response';

/** Approved words to answer a person with: given only while they may still go out. */
export const GET = desk(({ state, params, url }) => {
	const id = TextId.safeParse(params['text']).data;
	const text = id && state.texts.get(id);
	if (!text) throw new Refusal('text.absent');
	const { channel, checksum } = readQuery(url, AnswerWordsQuery);
	const why = publishProblem(state, text, channel, checksum);
	if (why) throw new Refusal(why);
	return Response.json({ words: text.variants.find((each) => each.channel === channel)?.text ?? '' });
});

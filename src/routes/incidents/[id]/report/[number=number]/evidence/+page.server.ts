import { error } from '@sveltejs/kit';
import { FindingId, IncidentId, QuoteId, StoryId } from '$lib/domain/core/ids';
import type { Report } from '$lib/domain/report/content';
import type { PageServerLoad } from './$types';

/**
 * The evidence of a released version: `?finding=`, `?quote=` or `?story=` (of a voice) chooses the line; the default is
 * the first one with posts.
 */
export const load: PageServerLoad = async ({ params, parent, url, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	const incident = IncidentId.parse(params.id);
	const number = Number(params.number);
	const service = program.reports;
	const version = program.logs.state(incident)?.versions.get(number);
	const report = version && (await service.content(incident, number));
	if (!version || !report) error(404, 'report.absent');
	const lines = linesOf(report);
	const quotes = report.meaning.quotes;
	const quote = QuoteId.safeParse(url.searchParams.get('quote')).data ?? null;
	const requestedFinding = FindingId.safeParse(url.searchParams.get('finding')).data ?? null;
	const voices = report.voices.flatMap(({ name, headline, story }) => (story ? [{ name, headline, story }] : []));
	const wanted = StoryId.safeParse(url.searchParams.get('story')).data;
	const story = voices.find((voice) => voice.story === wanted)?.story ?? null;
	const finding = quote || story ? null : (requestedFinding ?? lines[0]?.finding ?? null);
	const of = quote ? { quote } : story ? { story } : finding ? { finding } : null;
	return {
		number,
		moment: version.moment,
		lines,
		quotes,
		voices,
		shown: { finding, quote, story, posts: of ? await service.behind(incident, version, of) : [] }
	};
};

/** The lines that rest on posts, in the order of the report. */
const linesOf = ({ information, limitation, meaning }: Report): { finding: FindingId; text: string; posts: number }[] =>
	[...information.needs, ...limitation.rumours, ...limitation.behaviours, ...meaning.themes]
		.filter(({ posts }) => posts > 0)
		.map(({ finding, text, posts }) => ({ finding, text, posts }));

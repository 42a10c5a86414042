import { helpSections, helpText, type HelpReading } from './library.server';
import { searchHelp } from './search';
import { helpCards, helpParts } from './topics';
import type { PageServerLoad } from './$types';

/** The whole text comes along, so that the search also works while the server cannot be reached. */
export const load: PageServerLoad = async ({ url, parent, locals: { language } }) => {
	const { query } = await parent();
	const contents = contentsOf({ language, query });
	const asked = (url.searchParams.get('q') ?? '').slice(0, 200);
	return { asked, ...contents, found: searchHelp(contents.sections, asked) };
};

/** Anybody may ask for this page: what follows from the texts alone is made once for each language. */
const made = new Map<string, ReturnType<typeof makeContents>>();
function contentsOf(reading: HelpReading): ReturnType<typeof makeContents> {
	const key = `${reading.language}${reading.query ?? ''}`;
	const contents = made.get(key) ?? makeContents(reading);
	made.set(key, contents);
	return contents;
}

function makeContents(reading: HelpReading) {
	return {
		sections: helpSections(reading),
		parts: helpParts.map(({ part, topics }) => ({
			part,
			topics: topics.map((topic) => {
				const { title, lead } = helpText(topic, reading);
				return { topic, title, lead };
			})
		})),
		cards: helpCards.map((card) => ({
			card,
			title: helpText(`card-${card}`, { language: reading.language }).title
		}))
	};
}

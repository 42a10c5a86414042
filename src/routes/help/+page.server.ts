import { helpSections, helpText, type HelpReading } from './library.server';
import { searchHelp } from './search';
import { helpCards, helpParts } from './topics';
import type { PageServerLoad } from './$types';

/** The whole text comes along, so that the search also works while the server cannot be reached. */
export const load: PageServerLoad = async ({ url, parent, locals: { language } }) => {
	const { query } = await parent();
	const contents = contentsOf({ language, query });
	const searchText = (url.searchParams.get('q') ?? '').slice(0, 200);
	return { searchText, ...contents, found: searchHelp(contents.sections, searchText) };
};

/** This page is public: what follows only from the texts is made once for each language. */
const cachedContents = new Map<string, ReturnType<typeof makeContents>>();
function contentsOf(reading: HelpReading): ReturnType<typeof makeContents> {
	const key = `${reading.language}${reading.query ?? ''}`;
	const contents = cachedContents.get(key) ?? makeContents(reading);
	cachedContents.set(key, contents);
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

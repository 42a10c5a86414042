import { describe, expect, test } from 'vitest';
import { StoryIndex } from '$lib/server/analysis/stories';
import { absent } from './open-data';
import { EXERCISE, exercisePosts, setting } from './exercise';
import { precision, recall, shown, type Counts } from './measure';
import { hardPairs } from './own-texts';
import { pairs, type Pair } from './pairs.nl';

const defaults = { shares: null, help: 0 as const, lang: 'nl' };

function holding(...texts: string[]): StoryIndex {
	const index = new StoryIndex({ place: 'Meerdrecht', places: ['Noord', 'Zuid', 'Industrieweg'] });
	texts.forEach((text, at) => {
		index.add({ id: `post ${at}`, story: `story ${at}`, text, ...defaults });
	});
	return index;
}

const joins = (first: string, then: string): boolean => holding(first).find({ text: then, ...defaults }) !== null;

describe('a copy joins the story', () => {
	test.each([
		['shared', 'RT @vrmidden: De brug is dicht voor alle verkeer. Rijd om via de ring.'],
		['shared under another name', 'Repost: De brug is dicht voor alle verkeer. Rijd om via de ring. #hoogwater'],
		['in quotation marks', '“De brug is dicht voor alle verkeer. Rijd om via de ring.” via @vrmidden'],
		['cut off', 'RT @vrmidden: De brug is dicht voor alle verkeer. Rijd om v…'],
		['in capitals', 'DE BRUG IS DICHT VOOR ALLE VERKEER!! RIJD OM VIA DE RING!!'],
		['respelt', 'de brug is digt voor alle verkeer, rij om via de ring'],
		['with look-alike figures', 'de brug is d1cht voor alle v3rkeer. rijd om via de ring'],
		['reworded', 'brug afgesloten voor al het verkeer, omrijden via de ring']
	])('%s', (_, text) => {
		expect(joins('De brug is dicht voor alle verkeer. Rijd om via de ring.', text)).toBe(true);
	});

	test('a text that was read ahead joins the same story, and an exact copy needs no reading', () => {
		const first = 'De brug is dicht voor alle verkeer. Rijd om via de ring.';
		const index = holding(first);
		const text = 'brug afgesloten voor al het verkeer, omrijden via de ring';
		expect(index.find({ text, ...defaults, known: index.read(text) })).toEqual(index.find({ text, ...defaults }));
		expect(index.read(`RT @vrmidden: ${first}`)).toBeUndefined();
		expect(index.find({ text: `RT @vrmidden: ${first}`, ...defaults })).toMatchObject({
			story: 'story 0',
			reason: 'copy',
			score: 1
		});
	});

	test('a time that is written differently is the same time', () => {
		expect(joins('Persmoment om 13.30 uur in het stadhuis', 'persmoment in het stadhuis om half twee')).toBe(true);
		expect(joins('Persmoment om 13.30 uur in het stadhuis', 'persmoment in het stadhuis om half drie')).toBe(false);
	});

	test.each([
		['slips', 'De brug bij het station is gesloten voor verkeer', 'De brug bij het sttation is gesloten voor verkeeer'],
		['a source behind it', 'De brug bij het station is dicht', 'De brug bij het station is dicht. Bron: Omroep Delta'],
		['a picture', 'De brug bij het station is dicht', '[video] De brug bij het station is dicht'],
		['a rank in figures', 'De tweede bus is aangekomen bij de opvang', 'De 2e bus is aangekomen bij de opvang'],
		['the morning', 'Vanochtend is de brug gesloten', 'vanmorgen is de brug gesloten'],
		['an hour in figures', 'Het loket gaat om 14.00 uur open', 'Het loket gaat om 14 uur open'],
		['an hour of the evening', 'De brug gaat vanavond om 9 uur open', 'De brug gaat om 21.00 uur open']
	])('%s makes no difference', (_, first, then) => {
		expect(joins(first, then)).toBe(true);
	});

	test('a number written as a word is the same number', () => {
		expect(joins('Er zijn vierentwintig huizen ontruimd aan de kade', 'er zijn 24 huizen ontruimd aan de kade')).toBe(
			true
		);
		expect(joins('Er zijn vierentwintig huizen ontruimd aan de kade', 'er zijn 42 huizen ontruimd aan de kade')).toBe(
			false
		);
	});
});

describe('never one story', () => {
	const text = 'Twee mensen gewond bij de brand op de Industrieweg, ze liggen in het ziekenhuis';
	test.each([
		['a denial', 'Niemand gewond bij de brand op de Industrieweg, niemand ligt in het ziekenhuis'],
		['a word that denies', `${text}. Onzin!`],
		['a hashtag that denies', `${text} #nepnieuws`],
		['a number', 'Vier mensen gewond bij de brand op de Industrieweg, ze liggen in het ziekenhuis'],
		['a place', 'Twee mensen gewond bij de brand op de Havenstraat, ze liggen in het ziekenhuis'],
		[
			'a place with a street name that we do not know',
			'Twee mensen gewond bij de brand op de Kwartelkade, ze liggen in het ziekenhuis'
		],
		['a subject', 'Twee paarden gewond bij de brand op de Industrieweg, ze liggen in het ziekenhuis'],
		['a graver word', 'Twee mensen overleden bij de brand op de Industrieweg, ze lagen in het ziekenhuis'],
		['being a question', `${text}?`],
		[
			'being a question without a mark',
			'zijn er twee mensen gewond bij de brand op de industrieweg en liggen ze in het ziekenhuis'
		],
		['a comment', `${text}. Dit zat eraan te komen`],
		['a comment of small words', `${text}. Ja hoor`],
		['a judgement', `${text}, schande dit`],
		['a mocking picture', `${text} 🤡`],
		['a comment before it', `Dit geloof ik dus niet: "${text}"`],
		['a doubt', 'Mogelijk twee mensen gewond bij de brand op de Industrieweg, ze liggen in het ziekenhuis'],
		['doubting quotation marks', 'Twee mensen "gewond" bij de brand op de Industrieweg, ze liggen in het ziekenhuis']
	])('when a post differs in %s', (_, other) => {
		expect(joins(text, other)).toBe(false);
		expect(joins(other, text)).toBe(false);
	});

	test.each([
		[
			'two places that change roles',
			'Brug Noord dicht, rijd om via brug Zuid',
			'Brug Zuid dicht, rijd om via brug Noord'
		],
		[
			'two numbers that change roles',
			'Er zijn 2 doden en 5 gewonden gevallen',
			'Er zijn 5 doden en 2 gewonden gevallen'
		],
		[
			'a switch',
			'Zet de mechanische ventilatie aan, vrijdag in Noord',
			'Zet de mechanische ventilatie uit, vrijdag in Noord'
		],
		[
			'what may and what must',
			'Ouders mogen hun kinderen ophalen bij school Het Baken',
			'Ouders moeten hun kinderen ophalen bij school Het Baken'
		],
		[
			'what was and what is',
			'De tunnel onder de rivier was dicht vanwege rook',
			'De tunnel onder de rivier is dicht vanwege rook'
		],
		['to and from', 'De rook trekt van Noord weg over het water', 'De rook trekt naar Noord weg over het water'],
		[
			'one and more',
			'Er is een dode gevallen bij de ontploffing in de fabriek',
			'Er zijn doden gevallen bij de ontploffing in de fabriek'
		],
		['what is denied', 'De school is niet dicht maar de sporthal wel', 'De sporthal is niet dicht maar de school wel'],
		[
			'a house number',
			'Brand in de Havenstraat 12a, bewoners zijn eruit',
			'Brand in de Havenstraat 12b, bewoners zijn eruit'
		],
		[
			'a letter that is a name',
			'Ophalen van de kinderen kan bij ingang C aan de achterkant',
			'Ophalen van de kinderen kan bij ingang D aan de achterkant'
		],
		['a decimal', 'De dijk is 1,5 meter verzakt bij het gemaal', 'De dijk is 2,5 meter verzakt bij het gemaal'],
		['what is doubly denied', 'De bewoners van de flat zijn ongedeerd', 'De bewoners van de flat zijn niet ongedeerd'],
		['an hour', 'De weg bij de school gaat om 9 uur weer open', 'De weg bij de school gaat om 21 uur weer open'],
		[
			'what is left',
			'Er is nog plek in de sporthal voor gezinnen',
			'Er is geen plek meer in de sporthal voor gezinnen'
		],
		['refusal', 'De eigenaar gaat de dieren verplaatsen', 'De eigenaar weigert de dieren te verplaatsen'],
		['a sign', 'Het wordt 1 graad vannacht op de brug', 'Het wordt -1 graad vannacht op de brug'],
		['a measure', 'Herstel kost $1.00 per bestand zegt de hacker', 'Herstel kost 1.00 per bestand zegt de hacker'],
		['vowel length', 'Er liggen bomen op de weg bij de school', 'Er liggen bommen op de weg bij de school']
	])('when two posts differ in %s', (_, one, other) => {
		expect(joins(one, other)).toBe(false);
		expect(joins(other, one)).toBe(false);
	});
});

describe('shares and quotes', () => {
	const original = 'Wij meten de hele nacht door. De uitslag komt om zeven uur op onze website.';

	test('a share joins the story of the post it shares, however short it was cut', () => {
		const index = holding(original);
		expect(
			index.find({ text: 'RT @ggd: Wij meten de hele nacht d…', shares: 'post 0', help: 0 as const, lang: 'nl' })
		).toMatchObject({
			story: 'story 0',
			reason: 'shares'
		});
		expect(index.find({ text: '', shares: 'post 0', help: 0 as const, lang: null })).toMatchObject({
			story: 'story 0'
		});
	});

	test('a quote with added words is a story of its own', () => {
		const index = holding(original);
		expect(
			index.find({
				text: `Eerst zien dan geloven. QT @ggd: ${original}`,
				shares: 'post 0',
				help: 0 as const,
				lang: 'nl'
			})
		).toBeNull();
		expect(
			index.find({ text: `RT @ggd: ${original} Veel te laat dit`, shares: 'post 0', help: 0 as const, lang: 'nl' })
		).toBeNull();
	});

	test('a cut-off text that matches the start of two stories joins neither', () => {
		const index = holding(
			'De gemeente meldt dat de weg naar het strand vanaf morgen dicht is',
			'De gemeente meldt dat de weg naar het strand vanaf zondag weer open is'
		);
		expect(index.find({ text: 'De gemeente meldt dat de weg naar het strand…', ...defaults })).toBeNull();
	});
});

describe('calls for help', () => {
	const call = 'Mijn vader zit op zolder en het water stijgt, Industrieweg 12, kan iemand komen';

	test('a post never joins a story that looks less like a call', () => {
		expect(holding(call).find({ text: call, shares: null, help: 2, lang: 'nl' })).toBeNull();
		expect(holding(call).find({ text: `RT @x: ${call}`, shares: 'post 0', help: 2, lang: 'nl' })).toBeNull();
	});

	test.each([
		[1, 0],
		[2, 0],
		[2, 1]
	] as const)('a post of level %i does not join one of level %i; the other way round it does', (higher, lower) => {
		const stored = { id: 'stored', story: 'stored', text: call, shares: null, lang: 'nl' };
		const index = (help: 0 | 1 | 2) => {
			const made = new StoryIndex();
			made.add({ ...stored, help });
			return made;
		};
		expect(index(lower).find({ text: call, shares: null, help: higher, lang: 'nl' })).toBeNull();
		expect(index(higher).find({ text: call, shares: null, help: lower, lang: 'nl' })?.story).toBe('stored');
	});

	test('copies of a call join its story', () => {
		const index = new StoryIndex();
		index.add({ id: 'call', story: 'call', text: call, shares: null, help: 2, lang: 'nl' });
		expect(index.find({ text: `RT @x: ${call}`, shares: 'call', help: 2, lang: 'nl' })?.story).toBe('call');
		expect(index.find({ text: call, ...defaults })?.story).toBe('call');
	});
});

describe('other languages', () => {
	test('join only when identical or cut off, since we do not know their denials', () => {
		const index = new StoryIndex();
		index.add({
			id: '1',
			story: '1',
			text: 'Köprü kapalı değil, araçlar geçiyor',
			shares: null,
			help: 0 as const,
			lang: 'tr'
		});
		expect(
			index.find({ text: 'RT @a: Köprü kapalı değil, araçlar geçiyor', shares: null, help: 0 as const, lang: 'tr' })
				?.story
		).toBe('1');
		expect(
			index.find({ text: 'Köprü kapalı, araçlar geçiyor', shares: null, help: 0 as const, lang: 'tr' })
		).toBeNull();
	});

	test('English denials and questions are known', () => {
		const english = { shares: null, help: 0 as const, lang: 'en' };
		const index = new StoryIndex();
		index.add({ id: '1', story: '1', text: 'The bridge near the old harbour is closed for all traffic', ...english });
		expect(index.find({ text: 'the bridge near the old harbour is closed for all traffic!!', ...english })?.story).toBe(
			'1'
		);
		expect(
			index.find({ text: 'The bridge near the old harbour is not closed for all traffic', ...english })
		).toBeNull();
		expect(index.find({ text: 'Is the bridge near the old harbour closed for all traffic?', ...english })).toBeNull();
	});
});

describe('the index', () => {
	test('names method, version, reason and similarity', () => {
		expect(
			holding('De brug is dicht voor alle verkeer').find({ text: 'de brug is dicht voor alle verkeer!', ...defaults })
		).toEqual({
			story: 'story 0',
			likeness: 1,
			score: 1,
			method: 'stories.copy',
			version: 3,
			reason: 'copy'
		});
	});

	test('keeps few texts of a story, however often it is copied', () => {
		const index = new StoryIndex();
		for (let copy = 0; copy < 1000; copy++) {
			index.add({
				id: `${copy}`,
				story: 'one',
				text: `RT @user${copy}: De brug is dicht, rijd om via de ring bij het station #tag${copy}`,
				...defaults
			});
		}
		expect(index.size).toBe(1);
		expect(index.stories).toBe(1);
	});

	test('follows what people do: merge, move and forget', () => {
		const index = holding('De brug is dicht voor alle verkeer', 'Niemand kan nog over de brug naar huis');
		index.merge('story 1', 'story 0');
		expect(index.find({ text: 'niemand kan nog over de brug naar huis', ...defaults })?.story).toBe('story 0');
		index.move({ id: 'post 1', story: 'new', text: 'Niemand kan nog over de brug naar huis', ...defaults });
		expect(index.find({ text: 'niemand kan nog over de brug naar huis', ...defaults })?.story).toBe('new');
		index.remove('new');
		expect(index.find({ text: 'niemand kan nog over de brug naar huis', ...defaults })).toBeNull();
		expect(index.find({ text: 'de brug is dicht voor alle verkeer', ...defaults })?.story).toBe('story 0');
	});

	describe('a copy that is only cut off', () => {
		const whole = 'Er zijn twaalf huizen ontruimd aan de kade bij het oude station';
		const cut = 'RT @vrmidden: Er zijn twaalf huizen ontruimd aan de kade bij he…';
		const withCopy = (): StoryIndex => {
			const index = holding(whole);
			index.add({ id: 'cut', story: index.find({ text: cut, ...defaults })?.story ?? '', text: cut, ...defaults });
			return index;
		};

		test('is found by its letters, needs no reading and is not kept', () => {
			const index = withCopy();
			expect(index.read(cut)).toBeUndefined();
			expect(index.find({ text: cut, ...defaults })?.story).toBe('story 0');
			expect([index.size, index.stories]).toEqual([1, 1]);
		});

		test('does not bring in a text that says more than its story', () => {
			expect(withCopy().find({ text: `${whole}, en nog 40 aan de dijk`, ...defaults })).toBeNull();
		});

		test('keeps its story when another story starts the same way, while a new cut-off text then joins neither', () => {
			const index = withCopy();
			index.add({ id: 'other', story: 'other', text: `${whole}, en nog 40 aan de dijk`, ...defaults });
			expect(index.find({ text: cut, ...defaults })?.story).toBe('story 0');
			expect(
				index.find({ text: 'RT @ggd: Er zijn twaalf huizen ontruimd aan de kade bij het ou…', ...defaults })
			).toBeNull();
		});

		test('does not join a story without a hint of a call for help when it has such a hint', () => {
			expect(withCopy().find({ text: cut, ...defaults, help: 2 })).toBeNull();
		});

		test('follows its story when that is merged or forgotten', () => {
			const index = withCopy();
			index.merge('story 0', 'into');
			expect(index.find({ text: cut, ...defaults })?.story).toBe('into');
			index.remove('into');
			expect(index.find({ text: cut, ...defaults })).toBeNull();
		});
	});

	test('does not drift: a reworded text does not bring in one that differs from the first', () => {
		const index = holding('Brand in de loods aan het water, veel rook, blijf binnen en sluit de ramen van uw huis');
		const shorter = 'brand in loods aan het water, rook, binnen blijven en ramen sluiten';
		index.add({ id: 'b', story: 'story 0', text: shorter, ...defaults });
		expect(index.find({ text: 'brand loods water', ...defaults })).toBeNull();
	});

	test('finds nothing when it is empty', () => {
		expect(new StoryIndex().find({ text: 'De brug is dicht', ...defaults })).toBeNull();
		expect(holding('🔥🔥').find({ text: '', ...defaults })).toBeNull();
	});
});

/**
 * A pair is the same when the later post joins the earlier one; it is apart when neither joins the other, in either
 * order.
 */
function measured(chosen: readonly Pair[]): Counts {
	const counts: Counts = { hit: 0, wrong: 0, missed: 0 };
	const finds = (pair: Pair, first: string, then: string): boolean => {
		const index = new StoryIndex({ place: pair.crisis.place, places: pair.crisis.places });
		index.add({ id: '1', story: '1', text: first, ...defaults });
		return index.find({ text: then, ...defaults }) !== null;
	};
	for (const pair of chosen) {
		if (pair.same) counts[finds(pair, pair.first, pair.then) ? 'hit' : 'missed']++;
		else if (finds(pair, pair.first, pair.then) || finds(pair, pair.then, pair.first)) counts.wrong++;
	}
	return counts;
}

describe('measured on pairs of other incidents', () => {
	test.each([
		['developing', 0.85],
		['measuring', 0.8]
	] as const)('the half for %s', (half, atLeast) => {
		const counts: Counts = { hit: 0, wrong: 0, missed: 0 };
		for (const { a, b, same } of hardPairs(half)) {
			const found = joins(a, b) || (!same && joins(b, a));
			if (found || same) counts[found && same ? 'hit' : found ? 'wrong' : 'missed']++;
		}
		console.log(`stories, made-up pairs for ${half}: ${shown(counts)}`);
		expect(precision(counts)).toBeGreaterThanOrEqual(0.95);
		expect(recall(counts)).toBeGreaterThanOrEqual(atLeast);
	});
});

describe('measured on the hard Dutch pairs', () => {
	test('precision is at least 0.95 and recall at least 0.75 on the held-out half', () => {
		const part = (name: Pair['part']): Counts => measured(pairs.filter((pair) => pair.part === name));
		const [tuned, heldOut, all] = [part('tuned'), part('held out'), measured(pairs)];
		console.log(`stories, tuned half: ${shown(tuned)}\nstories, held-out half: ${shown(heldOut)}`);
		console.log(
			`stories, written afterwards: ${shown(part('afterwards'))}\nstories, written last: ${shown(part('unseen'))}`
		);
		console.log(`stories, all ${pairs.length} pairs: ${shown(all)}`);
		for (const counts of [tuned, heldOut, all]) {
			expect(precision(counts)).toBeGreaterThanOrEqual(0.95);
			expect(recall(counts)).toBeGreaterThanOrEqual(0.75);
		}
	});

	test('pairs of posts in one story of the exercise, as grouped by others', ({ skip }) => {
		const posts = exercisePosts();
		if (!posts) return skip(absent(EXERCISE));
		const index = new StoryIndex(setting);
		const stories = posts.map((post) => {
			const query = {
				text: post.text,
				shares: post.shares ?? null,
				help: post.gold.help ? (2 as const) : (0 as const),
				lang: post.lang
			};
			const story = index.find(query)?.story ?? post.id;
			index.add({ id: post.id, story, ...query });
			return { found: story, gold: post.gold.story };
		});
		const counts: Counts = { hit: 0, wrong: 0, missed: 0 };
		stories.forEach((one, at) => {
			for (const other of stories.slice(0, at)) {
				const [together, gold] = [one.found === other.found, one.gold === other.gold];
				if (together || gold) counts[together && gold ? 'hit' : together ? 'wrong' : 'missed']++;
			}
		});
		const golden = new Set(stories.map((story) => story.gold)).size;
		console.log(
			`stories, exercise: ${shown(counts)}; ${index.stories} stories for ${golden} of gold, ${posts.length} posts, ${index.size} texts kept`
		);
		expect(precision(counts)).toBeGreaterThanOrEqual(0.98);
		expect(recall(counts)).toBeGreaterThanOrEqual(0.65);
	});
});

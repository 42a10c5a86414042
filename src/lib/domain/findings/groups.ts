import { z } from 'zod';

/** Groups of people that posts may mention, each with the words that name it. The author need not be one of them. */
export const Group = z.enum(['parents', 'elderly', 'patients', 'animals', 'entrepreneurs', 'travellers']);
export type Group = z.infer<typeof Group>;

/** Alternatives of a regular expression on plain letters, in syntax shared by JavaScript and PostgreSQL. */
const wordsOf: Readonly<Record<Group, readonly string[]>> = {
	parents: [
		...['ouders', 'moeders?', 'vaders?', 'kind', 'kinderen', 'kindje', 'dochter', 'zoon', 'zoontje', 'dochtertje'],
		...['baby', 'babys', 'peuters?', 'kleuters?', 'leerling', 'leerlingen', 'school', 'scholen', 'basisschool'],
		...['schoolplein', 'creche', 'opvang van kinderen', 'kinderopvang', 'bso']
	],
	elderly: [
		...['ouderen', 'bejaarden?', 'senioren', 'opa', 'oma', 'verpleeghuis', 'verpleeghuizen', 'verzorgingshuis'],
		...['verzorgingshuizen', 'zorgcentrum', 'bejaardenhuis', '65-plussers?']
	],
	patients: [
		...['patient', 'patienten', 'ziekenhuis', 'ziekenhuizen', 'astma', 'copd', 'zwanger', 'zwangere', 'zwangeren'],
		...['rolstoel', 'slechthorend', 'slechthorende', 'slechthorenden', 'slechtziend', 'slechtziende', 'slechtzienden']
	],
	animals: [
		...['dieren', 'huisdier', 'huisdieren', 'hond', 'honden', 'kat', 'katten', 'paard', 'paarden', 'koe', 'koeien'],
		...['vee', 'schapen', 'kippen', 'konijn', 'konijnen']
	],
	entrepreneurs: ['ondernemers?', 'winkeliers?', 'horeca', 'zzpers?', 'boer', 'boeren', 'tuinders?'],
	travellers: ['reizigers?', 'forens', 'forenzen', 'automobilisten?', 'treinreizigers?', 'toeristen?']
};

const naming = (words: readonly string[]): string => `(^|[^a-z0-9])(${words.join('|')})($|[^a-z0-9])`;

/** A regular expression for a group, on plain letters. */
export const groupPattern = (group: Group): string => naming(wordsOf[group]);

const patterns = Group.options.map((group) => [group, new RegExp(groupPattern(group), 'u')] as const);
/** A quick test first, because most texts name no group. */
const anyGroup = new RegExp(naming(Group.options.flatMap((group) => wordsOf[group])), 'u');

/** The groups that a text on plain letters names. */
export const groupsIn = (plain: string): Group[] =>
	anyGroup.test(plain) ? patterns.flatMap(([group, pattern]) => (pattern.test(plain) ? [group] : [])) : [];

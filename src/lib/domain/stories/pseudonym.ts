import type { AuthorNumber } from '../core/ids';

/** Sixty-four birds, Dutch and English; additions go at the end, because any other change renames known authors. */
const birds = [
	['Reiger', 'Heron'],
	['Merel', 'Blackbird'],
	['Kievit', 'Lapwing'],
	['Grutto', 'Godwit'],
	['Zwaluw', 'Swallow'],
	['Meerkoet', 'Coot'],
	['Ooievaar', 'Stork'],
	['Vink', 'Finch'],
	['Lijster', 'Thrush'],
	['IJsvogel', 'Kingfisher'],
	['Scholekster', 'Oystercatcher'],
	['Roodborst', 'Robin'],
	['Aalscholver', 'Cormorant'],
	['Wulp', 'Curlew'],
	['Karekiet', 'Reed Warbler'],
	['Tureluur', 'Redshank'],
	['Mees', 'Tit'],
	['Fuut', 'Grebe'],
	['Spreeuw', 'Starling'],
	['Lepelaar', 'Spoonbill'],
	['Kwikstaart', 'Wagtail'],
	['Winterkoning', 'Wren'],
	['Buizerd', 'Buzzard'],
	['Kluut', 'Avocet'],
	['Sijs', 'Siskin'],
	['Zwaan', 'Swan'],
	['Torenvalk', 'Kestrel'],
	['Putter', 'Goldfinch'],
	['Specht', 'Woodpecker'],
	['Waterhoen', 'Moorhen'],
	['Nachtegaal', 'Nightingale'],
	['Plevier', 'Plover'],
	['Leeuwerik', 'Lark'],
	['Smient', 'Wigeon'],
	['Boomklever', 'Nuthatch'],
	['Stern', 'Tern'],
	['Kraanvogel', 'Crane'],
	['Goudvink', 'Bullfinch'],
	['Bergeend', 'Shelduck'],
	['Gierzwaluw', 'Swift'],
	['Snip', 'Snipe'],
	['Heggenmus', 'Dunnock'],
	['Zilverreiger', 'Egret'],
	['Kramsvogel', 'Fieldfare'],
	['Tapuit', 'Wheatear'],
	['Slobeend', 'Shoveler'],
	['Houtduif', 'Wood Pigeon'],
	['Wielewaal', 'Oriole'],
	['Strandloper', 'Sandpiper'],
	['Groenling', 'Greenfinch'],
	['Visarend', 'Osprey'],
	['Wintertaling', 'Teal'],
	['Boomkruiper', 'Treecreeper'],
	['Kemphaan', 'Ruff'],
	['Tortel', 'Turtle Dove'],
	['Fitis', 'Willow Warbler'],
	['Kuifeend', 'Tufted Duck'],
	['Gors', 'Bunting'],
	['Steltloper', 'Wader'],
	['Brandgans', 'Barnacle Goose'],
	['Patrijs', 'Partridge'],
	['Tjiftjaf', 'Chiffchaff'],
	['Pijlstaart', 'Pintail'],
	['Koolmees', 'Great Tit']
] as const;

/**
 * The name of a private author on a screen: "Reiger 12", "Heron 12". The number alone identifies; the bird is a memory
 * aid.
 */
export function pseudonym(number: AuthorNumber, language: 'nl' | 'en'): string {
	// 12 is the Heron of the design documents.
	const [dutch, english] = birds[(number + birds.length - (12 % birds.length)) % birds.length] ?? birds[0];
	return `${language === 'nl' ? dutch : english} ${number}`;
}

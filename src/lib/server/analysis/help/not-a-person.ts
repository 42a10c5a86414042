import type { HelpSignal } from './match';

/** What takes the place of a person in danger: animals, things, games and stories, the voices of the services. */

const kind = (code: string, list: string): HelpSignal => ({ code, weight: 1, phrases: list.trim().split(/\s+/) });

export const notAPerson: readonly HelpSignal[] = [
	kind(
		'animal',
		`kat kater poes kitten hond hondje hondjes puppy teckel konijn cavia hamster paard paarden pony pony's ezel schaap schapen lam koe koeien kalf kalveren varken
		varkens geit geiten kip kippen haan zwaan zwanen eend eenden gans vogel vogels duif duiven papegaai parkiet eekhoorn egel muis rat vos ree hert schildpad slang
		dierenambulance dierenarts baasje gechipt cat dog horse katze hund pferd kedi kopek kot pies قطة كلب кіт собака`
	),
	kind(
		'thing',
		`fiets scooter laptop tas tasje koffer sleutel sleutels sleutelbos portemonnee telefoonhoesje pakket pakketje camera oplader kaartje kaartjes fietsen
		rollator containerschip tanker lading zonnepanelen vriezer wasmachine kabel bagage cello's knuffel broodtrommel cadeau boodschappen brommer caravan drone `
	),
	kind(
		'play',
		`level quest quests game gamen gametje computerspel eindbaas glitch escaperoom kerker film filmpje serie aflevering musical toneel toneelstuk boek pagina hoofdstuk
		recept taart cake team ploeg wedstrijd keeper spits verdediging goal uitwedstrijd scheids training marathon optocht carnaval cursus les lessen oefening oefent oefenen
		oefendag simulatie nagespeelde figuranten webinar vergadering quiz poll pop lachen lach grap spelen speelt tentamen herkansing examen energierekening rekening 		kleuterklas kruiswoord puzzel vakantie droom droomde nachtmerrie kantoor afdeling klantenservice helpdesk verzekering belasting sale nepbloed`
	),
	kind(
		'formal',
		`u uw uzelf slachtoffers slachtoffer gewonden opvarenden reizigers inzittenden omwonenden betrokkenen nabestaanden`
	),
	kind(
		'reported',
		`filmpje foto video beelden bericht nepbericht gerucht verhaal verhalen krant nieuws liveblog minister kamervragen raad raadslid verslaggever redactie deadline
		uitzending interview bronnen bron persmoment bevestigen bevestigd onzin nep verdachte getuige aangehouden onderzoek oorzaak`
	),
	kind(
		'rescued',
		`bevrijd gered terecht teruggevonden gevonden geborgen gereanimeerd overleden omgekomen bezweken onwelwording veilig ongedeerd ingelicht geland geholpen hersteld
		teruggekeerd opgelost afgesloten safe rescued gerettet`
	)
];

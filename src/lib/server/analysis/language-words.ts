/**
 * The small words of a language: frequent, meaningless by themselves, and in every sentence. Most posts of a few words
 * have some, so counting them settles the language sooner and, on short Dutch, better than letter statistics. Our own
 * lists.
 */
const lists = {
	nl: `de het een en van ik te dat die niet zijn is op aan met voor er maar om hem dan zou of wat mijn men dit zo door over ze zich bij ook tot je mij uit der
		daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu ge geen omdat iets worden toch al waren veel meer doen moet zonder kan hun dus
		was had hadden alles onder ja eens hier wie werd altijd wordt wezen kunnen ons zelf tegen na wil kon niets uw iemand geweest andere we wij jullie hij gaat gaan
		komt komen weer even heel erg waar waarom wanneer welke niemand mensen moeten mag mogen bent ben hebt deed zegt zeggen weet weten graag vandaag
		morgen gisteren straks net m'n z'n d'r 't ff nou hoor gewoon zeer tussen volgens ivm aub mn zn`,
	en: `the of and to a in is that it was for on are as with his they at be this from i have or by had not but what all were we when your can said there use an
		each which she do how their if will up other about out many then them these so some her would make like him into has look more no way could my
		than been who its now did get come made may you me our us am does don't it's i'm what's why where any anyone still just because should please
		know people need going after before off`,
	de: `der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind
		noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich du wir ihr mich mir uns kein keine wenn
		schon jetzt hier was wer wo warum gibt kann können muss müssen soll sollen will alle alles wieder sehr dann mal weiß jemand etwas nichts gegen`,
	fr: `le la les de des du un une et à en que qui est dans pour pas sur au aux avec il elle ils elles ne se ce cette ces son sa ses par plus je tu nous
		vous on mais ou où comme tout tous si leur y a ont été être avoir sont suis c'est j'ai n'est qu'il d'un d'une l'eau fait faire très bien aussi
		quand pourquoi rien encore ici là mon ma mes votre vos notre nos`,
	tr: `ve bir bu da de için ile çok ne o gibi daha ama var mı mi mu mü ben sen biz siz onlar olarak kadar sonra en her olan olduğu ki değil yok şu nasıl
		neden bütün şimdi bana sana beni seni hiç kim nerede ya hem ise veya lütfen arkadaşlar oldu olacak diye diyorlar burada orada bugün yarın`,
	pl: `i w na z do nie że się to jest o jak ale po co tak za od są był była było czy dla już tylko przez przy być ma mam może ich jego jej mi mnie ci
		go tym tego ten ta te tej tych który która które też jeszcze bardzo gdzie kiedy dlaczego bo lub ktoś coś nic wszystko proszę dziś teraz moja mój
		pod nad przed bez`,
	fy: `it de en dat die is op dan te om al dit alles of wat hoe by of net mei hat hun
		yn fan oan foar út troch nei tsjin ûnder tusken sûnder oant sûnt oer foarby neist efter boppe bûten ôf del foaroan binne wie wiene wêze wurde wurdt wurden 
		hawwe hie hiene hast hân kin kinne kinst koene kinnen moat moatte moatst moast moasten sil sille silst soe soene wol wolle wolst woe woene mei meie doch dogge docht die dien giet
		gean gongen gie gyng komt komme kaam kamen sjocht sjen sjoch seach sei sein sizze seit sis tinkt tinke lit litte krije kriget krigen nimme nim stiet steane stie leit lizze
		lei jout jaan hâlde hâldt bliuwt bliuw bliuwe hjit hearre fertelle fregje freget ik do dû jo hy sy se wy jim jimme har harren him my dy ús myn dyn syn sines dizze
		dy't dat't dêr't wa't wat't wêr't hoe't doe't no't ien gjin neat nea noait ek mar as omt omdat sadat wylst wannear wêrom wêr wa hokker hjir dêr der wer no noch sa hiel
		folle fole fier mear elkenien immen nimmen ien twa trije fjouwer fiif seis njoggen tsien jier jierren dei wike moanne jûn jûns moarns middeis moarn juster hjoed
		minsken minske bern frou frouju heit mem hûs huzen wetter brân tiid wurk soad protte bytsje faak altyd miskien lykwols foaral fansels trouwens suver hielendal
		werom allinne tegearre gau efkes grut grutte lyts lytse nije âld âlde moai moaie oare oar sels ynienen 'e 't eh dus ja `
};

type WordLanguage = keyof typeof lists;

/**
 * How many Frisian words begin and no word of the others does. Many are long: of the small words alone a short sentence
 * may have one.
 */
export const frisianWord = /[ûâ]|^(?:fer[bdfghklpstw]|foar|tsj|wurk|frij|skoal|plysje|brân)/;

export const wordLanguages = ['nl', 'en', 'de', 'fr', 'tr', 'pl', 'fy'] as const satisfies readonly WordLanguage[];

/** Which languages a small word belongs to, as indexes in `wordLanguages`. */
export const smallWords: ReadonlyMap<string, readonly number[]> = (() => {
	const found = new Map<string, number[]>();
	wordLanguages.forEach((language, index) => {
		for (const word of new Set(lists[language].split(/\s+/))) {
			const of = found.get(word);
			if (of) of.push(index);
			else found.set(word, [index]);
		}
	});
	return found;
})();

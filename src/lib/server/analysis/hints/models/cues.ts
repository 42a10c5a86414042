/**
 * Classes of words that tell what a post does in any incident: ask, pass on hearsay, blame, thank, advise. Our own lists,
 * folded; `*` stands for any ending of a word; `_` joins the words of a phrase. A class counts once per post.
 */

const CUES: Readonly<Record<string, string>> = {
	hearsay: `schijnt schijnen schijnbaar blijkbaar kennelijk naar_verluidt hoor_net hoorde gehoord hoor_dat hoor_van zeggen_dat zegt_dat ze_zeggen men_zegt buurman buurvrouw zwager
		schoonzus* collega collega's kennis neef nicht oom tante vriendin vriend werkt_bij werkt_daar zit_bij betrouwbare insider gerucht geruchten rondgaat gaat_rond rond_gaat rondgaan
		las_net lees_net las_dat lees_dat lees_hier appgroep buurtapp groepsapp doorgestuurd doorsturen iemand_zei vertelde_dat vertelt_dat verteld zou_hebben zouden_hebben zou_zijn zouden_zijn
		volgens_mij naar_het_schijnt via_via duymoglar słyszałem apparently heard_that they_say allegedly rumour rumours rumor angeblich podobno`,
	doubt:
		'mogelijk misschien waarschijnlijk vermoedelijk wellicht onbevestigd niet_bevestigd zou zouden klopt_het klopt_dit klopt_dat is_het_waar echt_waar weet_niet_of geen_idee_of ??',
	secrecy: `doofpot verzwijg* verzwegen achterhoud* achtergehouden stilgehouden stil_houden verdoezel* in_de_doofpot liegen liegt gelogen leugen* geheim expres opzet opzettelijk met_opzet
		waarheid wakker_worden media_zwijgen niet_in_het_nieuws hoor_je_niet vertellen_ze_niet zeggen_ze_niet mag_niemand_weten cover-up they_lie deel_dit deel_snel delen_voordat voordat_het_verwijderd`,
	gravity: `dood dode doden overleden omgekomen slachtoffer* gewond* lichaam lijk lijken gif giftig* vergiftig* besmet* asbest ontplof* explosie* instort* ingestort* lekt gelekt ontsnapt vermist* verdronken
		verdrinking bom aanslag dader* verdachte* opgepakt aangehouden gearresteerd arrestatie ontvoer* ontvoering kidnap* radioactie* straling plunder* geplunderd neergestoken geschoten schoten brandstichting
		aangestoken gesaboteerd sabotage gehackt kanker sterven sterft sterfte dodelijk* levensgevaar* kritiek reanim* beademd dead killed poisoned`,
	rebuts: `onzin klopt_niet klopt_niets niet_waar onjuist onware nepnieuws fakenews nep hoax verzonnen verzinsel flauwekul bullshit kletskoek broodje_aap geen_sprake ontkracht* ontkent ontken* weerleg* weersprek* weerspreekt
		geen_aanwijzing* geen_reden_voor geen_bewijs nergens_op_gebaseerd stop_met_verspreiden niet_verspreiden niet_delen bangmakerij paniekzaaier* paniekzaaien gerucht_dat geruchten_dat geruchten_over berichten_over
		desinformatie misverstand gewoon_niet_waar feiten gecontroleerd gemeten metingen false untrue not_true fake`,
	safe: 'veilig veilige geen_gevaar geen_risico ongevaarlijk schoon drinkbaar geen_gevaarlijke niets_aan_de_hand niks_aan_de_hand geen_slachtoffers geen_gewonden ongedeerd onder_controle geen_verhoogde',
	authority: `gemeente gemeenten burgemeester wethouder* politie brandweer veiligheidsregio ggd ghor waterschap* hoogheemraadschap waterbedrijf drinkwaterbedrijf rijkswaterstaat rws netbeheerder prorail crisisteam beleidsteam hulpdiensten
		overheid stadhuis gemeentehuis woordvoerder* minister ministerie kabinet boa boa's handhaver* marechaussee omgevingsdienst rivm inspectie defensie leger ambulance ambulances meldkamer 112 0900 nvwa om
		officier instanties autoriteiten ambtena* bestuur provincie commissaris reddingsbrigade`,
	company:
		'bedrijf bedrijven directie directeur organisatie organisator* eigenaar fabriek exploitant beheerder rederij schipper aannemer beveiliging vervoerder leverancier',
	advice: `sluit houd_ramen houd_deuren houd_afstand houd_rekening blijf_binnen blijf_uit blijf_weg blijf_thuis vermijd kook_het bel_112 bel_niet bel_0900 let_op volg_de volg_het meer_informatie meer_info advies adviseren adviseert
		verzoek verzoeken verzocht geadviseerd nl-alert liveblog houden_u_op op_de_hoogte crisis.nl kijk_op zie_onze meldt melden_bij meldpunt inwoners bewoners bezoekers omwonenden omleiding houdt_rekening wij_adviseren persconferentie persmoment`,
	blame: `schuld schandalig* schande verantwoordelijk* falen faalt gefaald falende laks lakse laksheid prutsers incompetent amateurs waarom_niet waarom_is_er_niet waarom_werd_er_niet waarom_doet jarenlang al_jaren jaren_geleden_al
		gewaarschuwd waarschuwden waarschuwingen gemeld vergunning* toezicht* handhav* inspectie* bezuinig* winst geldwolven opstappen aftreden te_laat veel_te_laat belachelijk triest stelletje nooit_iets wat_aan_gedaan niks_gedaan niets_gedaan
		negeer* genegeerd doofpot had_voorkomen kunnen_voorkomen voorkomen_kunnen onverantwoord nalatig* wanbeleid wanbestuur dieptepunt geleerd lachertje gefeliciteerd blunder* fout fouten`,
	complaint: `niemand_neemt_op neemt_niemand_op geen_info geen_informatie geen_antwoord hoor_niks horen_niks hoor_niets horen_niets krijgen_niks krijg_niks weten_niks weten_van_niks niks_gehoord niets_gehoord onbereikbaar communicatie waardeloos
		waardeloze slecht slechte zo_slecht snap_niet snap_er_niks onbegrijpelijk schandalig klote kut kutzooi zooi puinhoop chaos wachtrij in_de_wacht uur_wachten wachten_al zoek_het_zelf aan_hun_lot lekker_dan lekker_bezig dank_voor_niks fijn_dan
		nul_komma_nul van_het_kastje bizar absurd idioot idioten zucht pff ongelofelijk ongelooflijk useless disgrace`,
	anger:
		'woedend boos pissig kwaad razend ziedend walgelijk misselijk_van schaam* schamen godver* verdomme tering klere klootza* eikel* hufters tuig gek_van woest furious angry',
	thanks: `dank bedankt dankjewel dankbaar dankjulliewel respect petje complimenten compliment goed_bezig helden held hulde chapeau trots toppers topper applaus diep_respect goed_werk goed_gedaan fijn_dat goed_geregeld snel_ter_plaatse
		keurig netjes vertrouwen heldere duidelijke_uitleg duidelijk_verhaal thanks thank_you heroes`,
	grief: `sterkte gecondoleerd condoleance* rouw rouwen verdriet verdrietig stil_van stilte kaars kaarsje kaarsjes herdenk* bloemen rip rust_zacht kippenvel gedachten hart_breekt hartverscheurend nabestaanden verslagen tranen huilen huil huilt gehuild
		gebroken leeft_mee leef_mee meeleven bidden bid gebed knuffel nachtmerrie vreselijk* verschrikkelijk* aangrijpend intens_verdrietig`,
	solidarity: `bied aanbieden aangeboden aanbod logeerplek slaapplek slaapplaats* logeren opvangen welkom vrijwilliger* vrijwillig samen inzamel* dekens soep broodjes koffie_voor deur_staat_open deur_open kan_iemand_ophalen kan_helpen kunnen_helpen wil_helpen willen_helpen
		help_graag helpen_zoeken ruimte_voor plek_voor beschikbaar kom_maar gratis_voor oppas busje aanhanger iemand_hulp_nodig stuur_pb stuur_bericht buurtgenoten saamhorig* mooi_om_te_zien eendracht schouder trots_op_onze`,
	callToAct: `protest* demonstr* verzamelen petitie teken onderteken actie oproep boycot* staken stille_tocht kom_allemaal komt_allen kom_ook allemaal_naar sluit_je_aan doe_mee laat_je_horen laten_we wie_gaat_mee gaat_mee iedereen_naar opstaan mars wake`,
	political: `raad raadslid raadsleden gemeenteraad raadsvergadering* motie college coalitie oppositie partij pvv vvd d66 cda pvda groenlinks bbb fvd sp fractie debat spoeddebat kamervragen tweede_kamer verkiezingen politiek politici schriftelijke_vragen raadsvragen onderzoek_eisen`,
	watching: `kijken gekeken filmen filmt filmend filmpje foto's selfie* drone drones ramptoerist* toerist* hek afzetting lint linten doorrijden omheen erlangs erheen ernaartoe naartoe ga_even naar_toe langs_de_kant publiek kijkers staan_te_kijken live_stream livestream`,
	hoarding:
		'hamster* inslaan ingeslagen schappen leeg_gekocht uitverkocht lege_schappen supermarkt jerrycan* voorraad waterflessen flessen_water pinautomaat tanken benzinepomp',
	ownAction: `ga_zelf gaan_zelf zelf_gaan zelf_zoeken op_eigen op_zoek zoekactie zoeken_mee ga_zoeken gaan_zoeken zelf_ophalen toch_ophalen haal_ophalen ophalen opgehaald naar_binnen zwemmen zwemt varen door_het water_in klimmen klom losmaken optillen graven`,
	sheltering: `ramen deuren dicht gesloten ventilatie binnen blijven_binnen binnengebleven thuis_gebleven weggegaan weg_gegaan vertrek* vertrokken evacueer* geevacueerd evacuatie koffer* tas_gepakt inpakken ingepakt gepakt naar_mijn_ouders familie_gegaan vlucht* gevlucht`,
	crisis: `incident calamiteit ramp rampplek crisis grip grip1 grip2 opgeschaald opschaling sirene sirenes ambulance* traumaheli* helikopter* heli afgezet afgesloten ontruim* evacu* gevaar gevaarlijk* nl-alert nlalert noodverordening noodtoestand alarm opvang opvanglocatie
		noodopvang schade brand* rook explosie gaslucht stank lucht_stinkt gewond* slachtoffer* vermist* ongeluk ongeval hulpverlen* reddings* duikers zoektocht zoekactie knal knallen klap storing stroomuitval overstrom* dijk lekkage lek besmet* slachtofferhulp kordon noodhulp paniek chaos`,
	fear: 'bang angst eng enge doodeng angstig schrik geschrokken schrok ongerust zorgen maak_me_zorgen bezorgd paniek trillen tril durf_niet onveilig slapeloze scared afraid',
	asking: `weet_iemand iemand_enig iemand_een_idee heeft_iemand kan_iemand wie_weet vraag vraagje vragen vraagt_of vraagt_waar vraagt_wanneer vraagt_wat vraagt_hoe vraagt_zich vroeg_of wil_weten willen_weten ben_benieuwd benieuwd mag_ik mogen_we kan_ik kunnen_we
		moet_ik moeten_we moet_je wat_moet waar_kan waar_kunnen waar_moet waar_vind hoe_lang hoelang hoe_laat tot_wanneer vanaf_wanneer waarheen hoe_zit welk_nummer welke_nummer anyone_know does_anyone is_it_safe what_should where_can can_we how_long`,
	unsure:
		'snap_niet geen_idee weet_niet onduidelijk verwarrend wat_is_er_aan wat_gebeurt wat_is_er_gebeurd hoorde_ook voelde_iemand iemand_anders_ook zie_ik',
	noteTaker:
		'mw dhr mevr mevrouw meneer beller belt vraagt meldt zegt verwezen doorverbonden teruggebeld terugbellen genoteerd doorgegeven wil boos_over bezorgd emotioneel huilend',
	press:
		'redactie journalist deadline interview reactie_van wederhoor uitzending programma woordvoering vragen_aan krant omroep',
	kin: 'kind kinderen dochter dochtertje zoon zoontje moeder vader mama papa ma pa oma opa schoonmoeder buurvrouw buurman vrouw man vriendin zus zusje broer broertje baby hond kat paard poes dieren huisdier*',
	second: 'u uw je jij jouw jullie',
	first: 'ik mij me mijn mn',
	we: 'wij we ons onze',
	now: 'nu net zojuist nog_steeds momenteel op_dit_moment vandaag vanavond vannacht vanochtend vanmorgen vanmiddag straks zonet inmiddels',
	past: 'vorig vorige gisteren geleden destijds vroeger toen jaren',
	commerce: `korting actie sale aanbieding* te_koop euro bestel* webshop nieuw_binnen kaartverkoop tickets winactie win deals black_friday vacature* solliciteer* collega_gezocht menu gratis_bezorg* openingstijden nieuwe_collectie zonnepanelen hypotheek
		makelaar verzekering abonnement rommelmarkt kringloop te_huur aangeboden gezocht kapsalon restaurant terras bakker reclame like_en`,
	sport: `wedstrijd* gewonnen verloren doelpunt goal elftal training trainer competitie ajax feyenoord psv spits keeper seizoen eredivisie oranje hardlopen marathon rondje wielren* fietsen hockey tennis voetbal* clubhuis derby finale kantine`,
	leisure: `vakantie weekend film serie netflix boek recept kapper zin_in lekker* feestje verjaardag jarig taart bakken koken pannenkoek* eten gegeten lunch koffie thee wijn bier bbq wandel* gewandeld strand zonnetje zonsondergang regenboog tuin planten puppy kitten
		maandag vrijmibo thuiswerken file_op spotify concertkaart* podcast game gamen iphone update_van`,
	joke: 'haha hahaha hihi lol grapje grap mop humor lmao satire 😂 🤣 😹 😅 🤡',
	weatherTalk: 'weerbericht zonnig graden regenbui buien windstil onweer paraplu'
};

const CLASSES = Object.keys(CUES);
/** A phrase by its first word: the other words, whether the last may have any ending, and the index of its class. */
interface Cue {
	readonly rest: readonly string[];
	readonly open: boolean;
	readonly of: number;
}
const BY_WORD = new Map<string, Cue[]>();
const BY_START = new Map<string, { readonly start: string; readonly of: number }[]>();
/** The shortest beginning of an open word. */
const START_LENGTH = 3;

CLASSES.forEach((name, of) => {
	for (const entry of (CUES[name] ?? '').split(/\s+/)) {
		const open = entry.endsWith('*');
		const [first = '', ...rest] = (open ? entry.slice(0, -1) : entry).split('_');
		if (open && rest.length === 0) {
			const key = first.slice(0, START_LENGTH);
			BY_START.set(key, [...(BY_START.get(key) ?? []), { start: first, of }]);
		} else BY_WORD.set(first, [...(BY_WORD.get(first) ?? []), { rest, open, of }]);
	}
});

/** The names of the classes that a text has a word of, each once. */
export const cuesIn = (words: readonly string[]): string[] => [...cueWordsIn(words).keys()];

/** The same, each with its words and phrases in the text. */
export function cueWordsIn(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
	const found = new Map<number, string[]>();
	const addPhrase = (of: number, phrase: string): void => void found.set(of, [...(found.get(of) ?? []), phrase]);
	words.forEach((word, at) => {
		for (const { rest, of } of BY_WORD.get(word) ?? [])
			if (rest.every((next, step) => words[at + 1 + step] === next)) addPhrase(of, [word, ...rest].join(' '));
		for (const { start, of } of BY_START.get(word.slice(0, START_LENGTH)) ?? [])
			if (word.startsWith(start)) addPhrase(of, word);
	});
	return new Map([...found].sort(([a], [b]) => a - b).map(([of, phrases]) => [CLASSES[of] ?? '', phrases]));
}

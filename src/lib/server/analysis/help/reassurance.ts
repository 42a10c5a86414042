import { phrases, type HelpSignal } from './match';

/**
 * What sounds like danger and is not: jokes, offers, advice, official texts, news, what is over. Our own lists, Dutch
 * first; see `phrases` for how they are written.
 */
export const reassurance: readonly HelpSignal[] = [
	{
		code: 'joke',
		weight: 1.5,
		phrases: phrases(`
			verdrink|verzuip*|verdrinken|zwem ~ de|het|'t was|werk|mail*|administratie|quests; van de|het|'t stress|hitte|lach|lachen|honger|dorst; uit het raam gooi*;
			vast in ~ vergadering|overleg|webinar|spits; lig|ik dubbel; op pagina|level; haha*|hihi|lol|lmao|xd; van het|de lachen|lach; verveel*|verveling; vast in de|een file; avondvierdaagse|marathon|kilometer|km;
			date|dates|feest|feestje|borrel; file op de a*; vergader*|meeting|werkdag|tentamen|huiswerk; in het|'t werk; honger|dorst|kater; pr
			te|maar pakken|wel; crossword|kruiswoord*|puzzel|letters; taart|lasagne|recept|cake|koken; schoonfamilie; bij de kassa;
			prijzen|korting|webinar|serie|aflevering; my team|losing; im stau; trafikte; umieram ze|smiechu; ademhalingsles|yoga
		`)
	},
	{
		code: 'offer',
		weight: 1.5,
		phrases: phrases(`
			wij|we|ik kunnen|kan ~ helpen|opvangen|langskomen|ophalen|halen|brengen|bieden; wij|we|ik hebben|heb ~
			boot|plek|slaapplek|rolstoelbus|aggregaat|ruimte|logeer* ~ voor; kunnen|kan mensen|ouderen|kinderen ~ halen|opvangen|helpen|ophalen;
			heeft iemand ~ nodig; iemand ~ hulp nodig; bied|bieden|aangeboden|over voor wie; voor wie|mensen die; wie ~ vastzit|hulp nodig|niet
			weg|niet kan; als je|jullie|iemand ~ nodig|niet|hulp; verpleegkundige hier; kan langskomen; gratis; vrijwillig*; anyone need|needs
			help; we have|can a|help; gonullu*; wolontarius*; متطوعين; волонтер*
		`)
	},
	{
		code: 'advice',
		weight: 1.5,
		phrases: phrases(`
			bij benauwdheid|pijn|spoed|klachten|gevaar; wordt|bent|zit|heeft|hebt|kunt|krijgt|ziet u; als u; beste
			ouders|bewoners|inwoners|buren; kom|houd|sluit|blijf uw|u; wij houden u; wordt aangeraden; leer|leren reanimeren; iedere|elke minuut
			telt; reanimeren; belt u; u belt; bel 112|direct|dan|uw|de ~ huisarts; houd|let ~ oudere|ouderen|buren; kinderen en ouderen; ouderen
			en kinderen; kunnen beter; de gemeente helpt; moet je|moeten we ~ weg|evacueren; waar kan ik|kunnen we; mag|mogen mijn|mn ~ school;
			call 112|911 if; if you
		`)
	},
	{
		code: 'official',
		weight: 1.5,
		phrases: phrases(`
			blijf|blijven|ga|gaat ~ binnen; sluit|houd|doe ~ ramen|deuren|ventilatie; ramen en deuren; ventilatie ~ uit|aan; kom ~ niet ~
			kijken|naar|halen; bel ~ huisarts|gemeente|0900*|14; nl alert; nlalert; uw kind|huis|woning|buren|huisarts|vragen; u
			kunt|hoeft|moet|mag; wij|we houden u|jullie ~ hoogte; grip 1|2|3|4; advies; meer informatie|info; volg ~
			aanwijzingen|account|liveblog; stay indoors|inside; close windows
		`)
	},
	{
		code: 'report',
		weight: 1.2,
		phrases: phrases(`
			brandweer|politie|reddingsbrigade|hulpdiensten|redders haalt|haalde|redt|redde|bevrijdt|bevrijdde|evacueert|oefent|haalden;
			zijn|is|werd|werden bevrijd|gered|geborgen|gehaald; is|zijn|al ~ gehaald; van|daken gehaald; niemand gewond; ligt|liggen in het
			ziekenhuis; familie is op de hoogte; ziekenhuis vangt|meldt; oefen*|oefening; volgens; dode|doden bij; zet ~ vrijwilligers in; al*
			mensen van; niet bevestigd; uitgebrand|omwonenden; vuur|brand is uit; onder controle; rukte|rukt ~ uit; zoekt getuigen; naar het
			ziekenhuis gebracht; zijn geevacueerd; bleek|bleken; ik hoorde dat; zogenaamd|onzin; vallen er doden; rescued; gerettet; feuerwehr
			hat; أخرجت|انقذت; بسلام; врятували|рятувальники; in het ziekenhuis; liggen|ligt in het ziekenhuis; op de hoogte; is|zijn
			aangehouden; niemand|geen ~ gewond
		`)
	},
	{
		code: 'over',
		weight: 1.5,
		phrases: phrases(`
			gelukkig; in 18*|19* ~ meegemaakt; jaren|jaar geleden; vanmorgen|vannacht|vanmiddag gevallen|gebroken; gevallen vanmorgen|vannacht|gisteren; ligt nu op zaal; meegemaakt; buiten gevaar|levensgevaar; leeft|lebt; gaat nu|weer ~ goed|beter; weer goed|thuis|veilig; is|zijn ~ eruit; eruit ~ dank; ambulance is|was geweest|er|bij;
			stabiel; iedereen|allemaal|is|zijn veilig; was gisteren|vorige|toen; gisteren|vorig|vorige jaar|week|keer; vorig jaar; toen
			stond|stonden|zat|zaten|was; in 19*|20*; dank aan|voor|je|jullie; bedankt; is terecht; weet hoe het voelt; leeft nog; schade valt
			mee; weer bereikbaar; zitten bij mijn|mn zus|ouders|vrienden|familie; is geweest; safe now; thankfully; gerustgesteld; komt haar|hem
			halen; niet benauwd; hebben ~ gezeten
		`)
	}
];

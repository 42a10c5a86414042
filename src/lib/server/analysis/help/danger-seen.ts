import { phrases, type HelpSignal } from './match';

/**
 * What people say who see, hear or miss somebody in danger, or hide from it. Our own lists, Dutch first; see `phrases`
 * for how they are written.
 */
export const dangerSeen: readonly HelpSignal[] = [
	{
		code: 'missing',
		weight: 1,
		phrases: phrases(`
			zoon|zoontje|dochter|dochtertje|kind|kindje|broertje|zusje|broer|zus|moeder|mam|mama|vader|pap|papa|oma|opa|man|vrouw|neefje|nichtje|jongetje|meisje|peuter|kleuter
			~ kwijt|zoek|verdwenen|weggelopen|vermist|kwijtgeraakt; zoon|zoontje|dochter|dochtertje|kind|kindje|broertje|zusje|moeder|mam|vader|oma|opa is|zijn
			~ weg; zoontje|dochter|dochtertje|kindje is al|al|nu weg; vermist|kwijt|zoek ~
			zoon|zoontje|dochter|dochtertje|kind|kindje|broertje|zusje|moeder|vader|oma|opa|tante|oom|jongetje|meisje|dementie; zoon|zoontje|dochter|dochtertje|kind|kindje|broertje|zusje|peuter|kleuter ~ is weg; is|zijn nog|nu niet ~ terug|thuis;
			wie heeft mijn|onze|ons|haar ~ gezien|gezien; weg|weggelopen uit|sinds; niet teruggekomen|thuisgekomen; zelf gaan zoeken; niet gezien sinds;
			sinds ~ niet gezien|gehoord; verdwaald; de weg kwijt; zoeken|zoek nog steeds|altijd; medicijnen|medicatie|hartmedicatie|insuline nodig; got separated|lost; my
			~ is missing; tochter|sohn|kind|mutter|vater|oma|opa ~ weg|verschwunden|vermisst; cocugum|kizim|oglum|annem|babam ~ kayip; kayip; zagin*|zaginela|zaginal;
			ضاع|مفقود|اختفى; зник|зникла|загубив*|пропала|пропав
		`)
	},
	{
		code: 'hides',
		weight: 1,
		phrases: phrases(`
			fluistert|fluisterend; zit|zitten|lig|liggen|ligt ~ onder|achter ~ bureau|kassa|balie|bed|tafel|toonbank; hoort|hoor|horen ~ schoten; schiet|schieten
			op; man|jongen|iemand ~ mes|bijl|machete|pistool|geweer|wapen; kan|kunnen niet praten; in de|het
			voorraadkast|bezemkast|toilethokje|wc|magazijn; staat|staan voor ~ deur ~ jerrycan|mes|bijl|knuppel*|benzine; aansteker|jerrycan; slaan|schoppen
			hem|haar; wordt|worden ~ geschopt|gewurgd|gestoken|geslagen; vol gas|benzine
		`)
	},
	{
		code: 'lies still',
		weight: 1,
		phrases: phrases(`
			geeft|geven geen ~ antwoord|teken|reactie|kik; geen teken van leven; niet ~ te bereiken; in shock; hartmassage; aan het reanimeren; valt|vallen|viel flauw;
			raakt|is|erg|helemaal in de war; gevallen ~ huilt|stil; geen hand|kant meer; snijwond*|slagader*; overgegeven|overgeven ~ bloed; roerloos|roerloze|bewusteloos|bewusteloze; beweegt|bewegen ~ niet; geen beweging; personenalarm|alarmknop|noodknop|noodsignaal|valalarm ~ gaat|af|piept|afgegaan|gedrukt; kreunt|kermt|gorgelt; rare|raar geluiden|geluid; schuim ~ mond;
			lippen ~ blauw|tintelen; niet ~ bij kennis|bewustzijn; valt|vallen telkens|steeds|zomaar|bijna weg|flauw; wakker ~ krijgen|te; niet goed|meer wakker;
			niet ~ wakker blijft|wordt|te; zakt|zakte|zakken ~ weg|slaap; op zijn|haar|zn zij; van zijn|haar stoel gevallen|gezakt; grauw|lijkbleek|grijs; kleurt
			grijs|blauw; braakt|spuugt|spuugt; hangt|hangen als een; ijskoud; wordt|word koud|kouder; enkel|been|arm|heup|pols ~ kapot|dik|scheef|gebroken; trilt
			helemaal; koorts ~ stuipen|slap|heet; slap ~ heet|koorts; loog|zuur|spul ~ ogen|huid; drinkt niet ~ meer; ogen ~ gekregen; gilt|krijst|kermt ~ pijn; alles brandt; ziet|zie bijna niets|niks; nie wstaje|rusza|reaguje; nie reaguje;
			не може встати; впала|впав у|і; hareketsiz; لا يتحرك|تتحرك; her|his|my leg|arm is trapped|stuck
		`)
	},
	{
		code: 'under it',
		weight: 1,
		phrases: phrases(`
			ingestort|omgevallen|omlaag|gekanteld|omgewaaid ~ mensen|iemand|liggen|ligt|klem|been|drie|er; mensen|iemand|er|man|vrouw|kind|bouwvakker|collega
			~ ligt|liggen|zit|zitten ~ onder|tussen|ertussen|eronder|klem; liggen|ligt ertussen|eronder|tussen; lig|ligt|zit|zitten ~ onder ~
			planken|tribune|podium|muur|stelling|boom|beton|stenen; klopt|kloppen|geklop ~ binnen|onder|boven|beton|ons; horen|hoor|hoort ~ kloppen|roepen|geklop|schreeuwen;
			hier zijn we|wij; hier is|zijn ~ nog iemand; wie hoort ons|mij; dichtgevallen; weinig|geen lucht|zuurstof; op zijn|haar kant ~ mensen|kinderen|klem|zit|ligt;
			ontspoord ~ zit|ligt|klem; klem ~ arm|been|hand|voet|voorin|achterin; onder de|het|een tram|trein|bus|auto|podium|kar; gierkelder|mestsilo|silo|mestput; in de
			put|tank|silo ~ niet|gegaan|beweegt; kraakt|kraken|zakt|golft ~ ons|we|wij|nu|ook; we|wij zitten|staan ~ kraakt|zakt|rij; under the stage|rubble; سقط ~ علي|على;
			otobus devrildi; sikistik|sikisti; pod rusztowaniem
		`)
	},
	{
		code: 'in the water',
		weight: 1,
		phrases: phrases(`
			in|van ~ ravijn|afgrond|klif|rots gevallen; gevallen ~ ravijn|afgrond|put|gat|schacht; meegesleurd; wordt|worden ~ meegesleurd|weggeslagen; door het|'t ijs; kopje onder; omgeslagen|gekapseisd|omgegaan; gaat|gaan steeds|telkens|weer|af onder; ligt|lig|liggen|drijft|drijven|hangt ~ in ~
			kanaal|haven|gracht|rivier|zee|plas|sloot|vijver|sluis; drijft|drijven|wordt|weggeblazen ~ zee|weg|op; weggeblazen|afgedreven|aflandige; hangt|houdt ~
			boei|paal|rand; luchtbed|sloep|bootje|sup* ~ zee|drijft|drijven|omgeslagen|zinkt; motor ~ uitgevallen|uit; zonder vest|vesten|motor; kan|kunnen niet zwemmen;
			ingesloten door ~ water; vloed|water komt op|eraan|hoger|binnen; op de plaat|zandplaat|vluchtheuvel; kelder loopt vol; man over boord; boat|ship is sinking; no life
			vest*; упала|впала|впав у воду; w wodzie
		`)
	},
	{
		code: 'in harm’s way',
		weight: 1,
		phrases: phrases(`
			loopt|lopen|rent|kruipt|staat|zit ~ op|langs ~ spoor|rails|snelweg|rijbaan|vluchtstrook|weg; midden op de rijbaan|weg|snelweg; tussen|pal de|langs
			auto's|auto*; op de n*|a*; op|over de reling|rand|leuning|vangrail; staat|zit ~ over de rand; springt; roept dat ~ springt; wil|gaat ~ springen; kinderen|kind ~
			alleen ~ snelweg|spoor|strand|zee|bos; alleen langs|in|op de|het snelweg|spoor|bos
		`)
	}
];

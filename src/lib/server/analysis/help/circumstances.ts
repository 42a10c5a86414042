import { phrases, type HelpSignal } from './match';

/**
 * What makes it likelier that somebody is in danger: whom, who is called, how they cannot get away. Our own lists,
 * Dutch first; see `phrases` for how they are written.
 */
export const circumstances: readonly HelpSignal[] = [
	{
		code: 'asks for help',
		weight: 0.5,
		phrases: phrases(`
			help; help me|ons|hem|haar; sos; hulp ~ nodig|svp|aub|gevraagd; stuur hulp|iemand|ambulance|brandweer|boot; wie kan ~
			komen|helpen|heen|erheen|weghalen|halen|hier; wie kan ons|mij|hem|haar|hier; wie heeft een boot|aggregaat; kan ~ iemand ~
			komen|helpen|heen|naar|sturen|kijken|halen|er; kan er iemand; kan iemand; kom|komt snel|aub|alsjeblieft|nu; snel
			aub|alsjeblieft|svp; red ons|me|hem|haar; dringend|met spoed|spoed; alsjeblieft|alstublieft; reddingsboot|evacuatie nodig; we
			zijn|zitten in gevaar; please help|send|someone; need help; hilfe; bitte ~ hilfe|helfen|kommen; yardim edin|lazim|yetisin; imdat;
			pomocy|ratunku; ساعدونا|النجدة|انقذونا|ارجوكم; допоможіть|рятуйте;
			stuur ~ ambulance*|ambu|hulp|politie|brandweer|reddings*|medics|iemand|boot|wat; iemand 112; bel 112; 112
			gebeld; bel ~ 112 nu|snel|iemand; kom ons|haar|hem halen|helpen; help ons|mij|me|dan; spoed; waar blijft|blijven; wie stuurt; meldkamer ~ gebeld|aan|ingelicht|doorgezet;
			doorgezet|doorverbonden ~ 112|meldkamer; direct|direct door|doorgezet naar|112|meldkamer; ambu|ambulance is|komt er|maar niet; ambu|ambulance ~ niet|vast|hierheen;
			wie is|heeft ~ dichtbij|buurt|aed|haak|boot; haal een graafmachine|ladder|boot; kan iemand ~ kijken|komen|helpen|112|sturen; kan er iemand; help ~ zoeken; send
			~ medics|help|someone|ambulance; krankenwagen|rettungswagen schickt|kommt; wyslijcie; ارسلوا; надішліть
		`)
	},
	{
		code: 'vulnerable',
		weight: 0.4,
		phrases: phrases(`
			oma|opa|grootmoeder|grootvader|oude man|vrouw|mensen|dame; oma|opa|baby|baby's|kleintje|peuter|kleuter|couveuse; kleine van;
			mijn|ons|onze|haar|zijn|mn|zn kind|kindje|kinderen|dochter|dochtertje|zoon|zoontje|broertje|zusje; met 2|3|4|5|6|twee|drie|vier|vijf
			~ kinderen|kind|kleintjes; jongen|meisje|jongetje ~ van|4|5|6|7|8|9|10; zwanger|zwangere|hoogzwanger|bevallen|weeen;
			bejaard*|hoogbejaard*; rolstoel|rollator|scootmobiel|bedlegerig; dement*|parkinson|alzheimer;
			astma|copd|hartpatient|longpatient|diabeet; blind|slechtziend*|doof; hulpbehoevend|zieke; verstandelijk beperkt*; jaar|jr oud;
			van|mw|dhr|mevrouw|meneer|vader|moeder|man|vrouw|oma|opa|is|bijna 75|76|77|78|79|80|81|82|83|84|85|86|87|88|89|90|91|92|93|94|95;
			75|76|77|78|79|80|81|82|83|84|85|86|87|88|89|90|91|92|93|94|95 jaar|jr; elderly|wheelchair|pregnant|disabled; my
			baby|kids|grandmother|grandfather|grandpa|grandma; kinder|oma|opa; cocuk*|bebek|yasli|annem|babam; babcia|dziadek|dziecko|dzieci;
			طفل*|اطفال; бабуся|дід|діти|дитина
		`)
	},
	{
		code: 'cannot walk',
		weight: 0.6,
		phrases: phrases(`
			kan|kunnen|kon niet ~ lopen|staan|traplopen|opstaan|bewegen; kan|kunnen ~ trap ~ niet ~ af|op; trap niet af|op; bedlegerig; niet
			getild|dragen; tillen|dragen; in een rolstoel ~ hoog|etage|verdieping|lift; rolstoel ~ lift|etage|verdieping|hoog; lift ~
			niet|kapot|uit|buiten|stuk|defect; slecht ter been; trap ~ te steil; cannot|can't walk; elevator|lift ~ not working|broken; kann
			nicht laufen|gehen; yuruyemiyor; nie moze chodzic; لا يستطيع المشي; не може ходити
		`)
	},
	{
		code: 'alone',
		weight: 0.5,
		phrases: phrases(`
			alleen thuis|binnen|boven; alleen in huis|bed; zit|ben|is|ligt|woont|zijn ~ alleen; helemaal alleen; alone; allein; yalniz|yalnız;
			sama w domu; jest sama|sam; وحدها|وحده|وحدي; сама|сам вдома|дома
		`)
	}
];

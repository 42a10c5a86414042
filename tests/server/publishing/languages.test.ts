import { expect, test } from 'vitest';
import { languagesIn } from '$lib/server/out/official-text/networks/languages';

const fire = 'Er is brand in de haven. Blijf binnen en sluit ramen en deuren. Wij melden het als het veilig is.';
test.each([
	[['nl'], fire],
	[['nl'], 'Het drinkwater is veilig. U kunt het water uit de kraan gewoon drinken.'],
	[['en'], 'There is a fire in the harbour. Stay inside and close your windows and doors.'],
	[['en'], 'The tap water is safe. You do not have to boil it. #Zuiderpark https://waterveen.example'],
	[['de'], 'Im Hafen brennt es. Bleiben Sie im Haus und schließen Sie Fenster und Türen.'],
	[['fr'], 'Il y a un incendie dans le port. Restez à la maison et fermez les fenêtres et les portes.'],
	[['pl'], 'W porcie wybuchł pożar. Proszę zostać w domu i zamknąć okna oraz drzwi.'],
	[['tr'], 'Limanda yangın var. Lütfen evde kalın, pencereleri ve kapıları kapatın.'],
	[['uk'], 'У порту пожежа. Залишайтеся вдома і зачиніть вікна та двері.'],
	[['ar'], 'هناك حريق في الميناء. ابقوا في منازلكم وأغلقوا النوافذ والأبواب.'],
	[['nl', 'en'], `${fire}\n\nThere is a fire in the harbour. Stay inside and close your windows and doors.`],
	[['en', 'nl'], `There is a fire in the harbour. Stay inside and close your windows.\n${fire}`],
	[[], '#brand https://waterveen.example'],
	[[], '112'],
	[[], '']
])('%j: %s', (languages, text) => {
	expect(languagesIn(text)).toEqual(languages);
});

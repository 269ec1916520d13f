// Takes the pictures of the extension's README and walkthrough: SMSLINT_EDITORS=… node pictures.mjs

import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { closeBrowser, folderOf, open } from "./workbench.mjs";

const MEDIA = resolve(dirname(fileURLToPath(import.meta.url)), "../../../editors/vscode/media");
const TEMPLATE = `---
name: 发货通知
type: notification
signature: 示例科技
variables:
  name: user_nick
  order: other_number2
---
您好\${name}\${order}，您的订单已发货，请注意查收。
`;
const TABLE = "name,order\n林间小鹿,A20260515001\n小鹿♥,A20260515002\n海边,A20260515003\n青山,订单四\n";

const workbench = await open(folderOf({ "发货通知.sms": TEMPLATE, "recipients.csv": TABLE }), {
  settings: { "smslint.price": { notification: 0.045 }, "workbench.activityBar.location": "hidden" },
  size: { width: 1160, height: 640 },
});
const { page } = workbench;
try {
  await workbench.openFile("发货通知.sms");
  await page.locator(".squiggly-error").first().waitFor();
  await workbench.command("View: Toggle Primary Side Bar Visibility");
  await workbench.command("SMS: Preview Messages");
  await workbench.preview().locator(".bubble").first().waitFor();
  await page.mouse.move(250, 500);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(MEDIA, "preview.png") });
  await workbench.command("SMS: Rehearse Against a Table");
  await workbench.chooseFile("A table of recipients", join(workbench.folder, "recipients.csv"));
  await workbench.preview().locator(".cause").first().waitFor();
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(MEDIA, "rehearsal.png") });
} finally {
  await workbench.close();
  await closeBrowser();
}

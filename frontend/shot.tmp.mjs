import { chromium } from 'playwright-core'
const base = 'http://127.0.0.1:18090'
const [,, lang='fr', theme='light', width='1440', ...paths] = process.argv
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] })
const ctx = await b.newContext({ viewport: { width: +width, height: +width < 500 ? 844 : 900 }, colorScheme: theme, locale: lang })
const p = await ctx.newPage()
p.on('pageerror', e => console.log('PAGEERROR', e.message)); p.on('console', m => { if (m.type()==='error') console.log('CONSOLE', m.text()) })
await p.goto(base + '/'); await p.waitForTimeout(800)
if (paths[0] === 'signin') { await p.screenshot({ path: `/tmp/shots/signin-${lang}-${theme}-${width}.png` }); await b.close(); process.exit() }
await p.locator('input[type=email], input[name=email]').first().fill('demo@clientele.example')
await p.locator('input[type=password]').first().fill('clientele-demo')
await p.keyboard.press('Enter'); await p.waitForTimeout(2500)
for (const path of paths) {
  await p.goto(base + path); await p.waitForTimeout(2200)
  await p.screenshot({ path: `/tmp/shots/${path.replace(/[^a-z0-9]/gi,'_')}-${lang}-${theme}-${width}.png`, fullPage: false })
}
await b.close()

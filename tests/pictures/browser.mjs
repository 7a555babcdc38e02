// Which files Chromium takes on a telephone and on a desktop, and whether anything moves when they come.
//
// usage: node tests/pictures/browser.mjs FOLDER     prints a line 'ok ...' or 'not ok ...' for each check
import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const { chromium } = createRequire(new URL('../package.json', import.meta.url))('playwright-core')
const screens = [
  { name: 'a small telephone', width: 360, height: 740, scale: 1, widths: [480] },
  { name: 'a sharp telephone', width: 390, height: 844, scale: 2, widths: [960] },
  { name: 'a very sharp telephone', width: 430, height: 932, scale: 3, widths: [1600, 1200] },
  { name: 'a desktop', width: 1280, height: 900, scale: 1, widths: [960] },
  { name: 'a sharp desktop', width: 1440, height: 900, scale: 2, widths: [1600, 1200] },
]

function check(condition, name, detail = '') {
  console.log(`${condition ? 'ok' : 'not ok'} ${name}${condition ? '' : `: ${detail}`}`)
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
})
const address = pathToFileURL(path.resolve(process.argv[2], 'fi/sivu.html')).href
for (const screen of screens) {
  const context = await browser.newContext({ viewport: screen, deviceScaleFactor: screen.scale })
  const page = await context.newPage()
  const loaded = []
  page.on('request', request => loaded.push(request.url()))
  await page.addInitScript(() => {
    window.shifts = []
    new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => entry.value)))
      .observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(address)
  const early = loaded.filter(url => url.includes('/pictures/')).length
  const total = await page.evaluate(() => document.images.length)
  check(early >= 1 && early < total, `${screen.name}: pictures far below are not loaded at once`, `${early} of ${total}`)
  const isSized = await page.evaluate(() => [...document.images].every(image => image.hasAttribute('width') && image.hasAttribute('height')))
  check(isSized, `${screen.name}: every picture tells its size`)
  const attributes = await page.evaluate(() => [...document.images].map(image => image.getAttribute('loading')))
  check(attributes[0] === null && attributes.slice(1).every(value => value === 'lazy'), `${screen.name}: all but the first are lazy`)
  for (let y = 0; y < 60; y++) {
    await page.mouse.wheel(0, 500)
    await page.waitForTimeout(20)
  }
  await page.waitForFunction(() => [...document.images].every(image => image.complete), null, { timeout: 20000 })
  const shown = await page.evaluate(() => [...document.images].map(image => ({
    source: image.currentSrc, width: image.clientWidth, natural: image.naturalWidth, page: document.documentElement.clientWidth,
  })))
  check(shown.every(image => image.natural > 0), `${screen.name}: every picture can be shown`)
  check(shown.every(image => image.source.endsWith('.webp')), `${screen.name}: WebP is taken`)
  check(shown.every(image => image.width <= image.page), `${screen.name}: none is wider than the screen`)
  const [large] = shown
  const width = Number(large.source.match(/-(\d+)\.webp$/)[1])
  check(screen.widths.includes(width), `${screen.name}: takes the width that fits`, large.source)
  check(width >= large.width * screen.scale * 0.9, `${screen.name}: the first picture is sharp`, `${width} for ${large.width} × ${screen.scale}`)
  const shifts = await page.evaluate(() => window.shifts)
  // Parts of a pixel are rounded by the moment; what eyes see is hundreds of times as much.
  check(shifts.reduce((all, one) => all + one, 0) <= 0.01, `${screen.name}: nothing moves`, shifts.join(' '))
  await context.close()
}
await browser.close()

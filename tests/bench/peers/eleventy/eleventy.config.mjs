// The same pages with a theme that is as small as can be: a head, the pages of the section, the text, a foot.
export default function (settings) {
  settings.setQuietMode(true);
  settings.addCollection('sections', (api) => {
    const sections = {};
    for (const item of api.getFilteredByGlob('**/osa-*/*.md')) {
      const name = item.inputPath.split('/').at(-2);
      (sections[name] ||= []).push({title: item.data.title, url: item.url});
    }
    return sections;
  });
  settings.addGlobalData('layout', 'page.njk');
  settings.addGlobalData('permalink', () => (data) => `${data.page.filePathStem}.html`);
  return {markdownTemplateEngine: false, dir: {input: 'content', includes: '../includes', output: 'out'}};
}

"""One LibreOffice in the background, driven through its own interface (python3-uno): opens, edits, recalculates, saves."""
import os
import subprocess
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

START_LIMIT = 90                # seconds
FILTERS = {'docx': 'MS Word 2007 XML', 'xlsx': 'Calc MS Excel 2007 XML', 'pdf': 'writer_pdf_Export'}


def settings(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def address(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


class LibreOffice:
    """With its own profile in [folder]; as a context, it is gone afterwards."""

    def __init__(self, folder):
        self.folder = folder
        self.pipe = f'digitori-tests-{os.getpid()}'

    def __enter__(self):
        self.process = subprocess.Popen(
            ['soffice', f'-env:UserInstallation=file://{self.folder}/profile', '--headless', '--nologo', '--norestore',
             '--nodefault', f'--accept=pipe,name={self.pipe};urp;'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', here)
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                there = resolver.resolve(f'uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext')
                break
            except NoConnectException:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    self.stop()
                    raise RuntimeError('LibreOffice does not start')
                time.sleep(0.2)
        self.manager = there.ServiceManager
        self.desktop = self.manager.createInstanceWithContext('com.sun.star.frame.Desktop', there)
        self.dispatcher = self.manager.createInstanceWithContext('com.sun.star.frame.DispatchHelper', there)
        return self

    def __exit__(self, *fault):
        try:
            self.desktop.terminate()
            self.process.wait(20)
        except Exception:
            pass
        self.stop()

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, 9)
            self.process.wait()

    def open(self, path, **how):
        """A document; macros, links and updates stay off."""
        document = self.desktop.loadComponentFromURL(address(path), '_blank', 0, settings(
            Hidden=True, MacroExecutionMode=0, UpdateDocMode=0, **how))
        if document is None:
            raise RuntimeError(f'LibreOffice does not open {path}')
        return document

    def type_over(self, document, selected, text):
        """Selects a part of a text and types, letter by letter."""
        controller = document.CurrentController
        controller.ViewCursor.gotoRange(selected, False)
        for letter in text:
            self.dispatcher.executeDispatch(controller.Frame, '.uno:InsertText', '', 0, settings(Text=letter))


def save(document, path):
    document.storeToURL(address(path), settings(FilterName=FILTERS[path.rsplit('.', 1)[1]]))


def close(document):
    document.close(True)

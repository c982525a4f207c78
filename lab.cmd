@echo off
rem lab goes on with the book; lab help lists the commands. Options for Maven go into MAVEN_ARGS, such as MAVEN_ARGS=-o.
setlocal
set "top=%~dp0"
set "built=%top%src\cli\target\class-path"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if not exist "%built%" goto build
rem Maven takes seconds, so it runs only when Java finds that a source is newer than Maven's last result.
call :start true %*
if not %errorlevel%==75 exit /b %errorlevel%
:build
echo Building lab, which takes a while the first time. 1>&2
pushd "%top%"
call mvnw.cmd -q -B compile -pl src/cli || (popd & exit /b 1)
popd
copy /b "%built%"+,, "%built%" >nul
call :start false %*
exit /b %errorlevel%
:start
set "check=%1"
set "arguments="
:next
shift
if "%~1"=="" goto run
set "arguments=%arguments% "%~1""
goto next
:run
for /f "usebackq delims=" %%p in ("%built%") do set "classpath=%%p"
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider -Dslf4j.internal.verbosity=WARN "-Dlab.check.build=%check%" "-Dlab.top=%top%." -cp "%top%src\cli\target\classes;%classpath%" dev.watchworks.cli.LabCommand %arguments%
exit /b %errorlevel%
